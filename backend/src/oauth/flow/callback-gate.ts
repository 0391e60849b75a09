/** Which authorization a callback belongs to: begun at this platform, in this browser. */
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Clock } from '../../core/clock.js';
import type { CallbackQuery } from './callback-query.js';
import { FlowBook } from './flow-book.js';
import { FlowCookies } from './flow-cookies.js';
import { FlowRefusals } from './flow-refusals.js';
import type { Refusal } from './flow-refusals.js';
import type { FlowRow } from './flow.repository.js';

@Injectable()
export class CallbackGate {
  constructor(
    private readonly book: FlowBook,
    private readonly cookies: FlowCookies,
    private readonly refusals: FlowRefusals,
    private readonly clock: Clock,
  ) {}

  /** Null where there is none, which is written down. */
  async pass(platform: string, brought: CallbackQuery | null, request: Request): Promise<FlowRow | null> {
    const flow = brought && (await this.book.byState(brought.state));
    const refusal = this.refusalOf(platform, brought, flow, request);
    if (refusal === null) return flow;
    const origin = { requestId: request.requestId ?? null, address: request.ip ?? null };
    await this.refusals.record(platform, refusal, flow, origin);
    return null;
  }

  /** False where it was used before: whoever comes twice is shown what came of it. */
  isOpen({ consumedAt, endedAt }: FlowRow): boolean {
    return consumedAt === null && endedAt === null;
  }

  isLate({ expiresAt }: FlowRow): boolean {
    return expiresAt <= this.clock.now();
  }

  private refusalOf(
    platform: string,
    brought: CallbackQuery | null,
    flow: FlowRow | null,
    request: Request,
  ): Refusal | null {
    if (!brought) return 'shape';
    if (!flow) return 'unknown-state';
    if (flow.platform !== platform) return 'other-platform';
    return this.cookies.isBound(request, flow) ? null : 'other-browser';
  }
}
