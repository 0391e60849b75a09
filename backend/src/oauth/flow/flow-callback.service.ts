/** Where a talent comes back from a platform: everything is checked, what was brought is used once, and a page says what came of it. */
import { Injectable, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ConnectionCode } from '../../core/connection-codes.js';
import type { RequestOrigin } from '../../core/request-origin.js';
import { PlatformError } from '../../platforms/contract/platform-error.js';
import { readCallback } from './callback-query.js';
import type { CallbackQuery } from './callback-query.js';
import { FlowApps } from './flow-apps.js';
import type { ConsentPlatform } from './flow-apps.js';
import { FlowArrivals } from './flow-arrivals.js';
import { CallbackGate } from './callback-gate.js';
import { FlowBook } from './flow-book.js';
import { FlowEndings } from './flow-endings.js';
import type { Ending } from './flow-endings.js';
import { FlowPassport } from './flow-passport.js';
import type { FlowRow } from './flow.repository.js';
import type { Passage } from './passage.js';

/** The one page that talents end on; nothing in its address comes from outside. */
const PAGE = '/consent/done';

/** Errors of a platform that are not the talent's no. Anything else is the app's: what was asked was not right. */
const AWAY: ReadonlySet<string> = new Set(['server_error', 'temporarily_unavailable']);

@Injectable()
export class FlowCallbackService {
  private readonly log = new Logger(FlowCallbackService.name);

  constructor(
    private readonly apps: FlowApps,
    private readonly gate: CallbackGate,
    private readonly book: FlowBook,
    private readonly passport: FlowPassport,
    private readonly arrivals: FlowArrivals,
    private readonly endings: FlowEndings,
  ) {}

  async receive(platformId: string, request: Request, response: Response): Promise<void> {
    const platform = this.apps.find(platformId);
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cache-Control', 'no-store');
    response.redirect(303, await this.page(platform, request, response));
  }

  private async page(platform: ConsentPlatform, request: Request, response: Response): Promise<string> {
    try {
      const brought = readCallback(request.query);
      const flow = await this.gate.pass(platform.descriptor.id, brought, request);
      if (!flow || !brought) return problemPage('CONSENT_STATE_INVALID');
      if (this.gate.isOpen(flow)) await this.use(platform, flow, brought, request, response);
      return `${PAGE}?flow=${flow.id}`;
    } catch (error) {
      this.log.error(error, 'A callback could not be answered');
      return problemPage('SYNC_INTERNAL');
    }
  }

  private async use(
    platform: ConsentPlatform,
    flow: FlowRow,
    brought: CallbackQuery,
    request: Request,
    response: Response,
  ): Promise<void> {
    const origin = { requestId: request.requestId ?? null, address: request.ip ?? null };
    if (this.gate.isLate(flow)) {
      await this.endings.end(flow, { outcome: 'expired', code: 'CONSENT_STATE_INVALID', origin });
      return;
    }
    if (isFrom(platform, brought.iss) && 'code' in brought) return this.bring(flow, request, response, origin);
    if ((await this.book.take(flow)) === null) return;
    await this.endings.end(flow, { ...endingOf(platform, brought), origin });
  }

  private async bring(flow: FlowRow, request: Request, response: Response, origin: RequestOrigin): Promise<void> {
    try {
      const passed = await this.passport.run(flow.platform, request, response, this.passage(flow));
      if (passed && 'tokens' in passed) await this.arrivals.arrive(flow, passed.tokens, origin);
    } catch (error) {
      if (!(error instanceof PlatformError)) this.log.error(error, 'A code could not be exchanged');
      const code = error instanceof PlatformError ? error.code : 'SYNC_INTERNAL';
      await this.endings.end(flow, { outcome: 'failed', code, origin });
    }
  }

  private passage(flow: FlowRow): Passage {
    return {
      clientId: flow.clientId,
      parameters: {},
      begin: () => Promise.reject(new Error('Nothing begins at the end.')),
      take: () => this.book.take(flow),
      exchange: (exchange) => this.apps.exchange(flow, exchange),
    };
  }
}

/** Where a platform announces who it is, an answer of anybody else's is not one. */
const isFrom = ({ oauth }: ConsentPlatform, iss: string | null): boolean =>
  iss === null || oauth.issuer === undefined || iss === oauth.issuer;

function endingOf(platform: ConsentPlatform, brought: CallbackQuery): Pick<Ending, 'outcome' | 'code'> {
  if (!isFrom(platform, brought.iss) || 'code' in brought) return { outcome: 'failed', code: 'CONSENT_STATE_INVALID' };
  if (platform.oauth.declined.includes(brought.error)) return { outcome: 'declined', code: 'CONSENT_DECLINED' };
  return { outcome: 'failed', code: AWAY.has(brought.error) ? 'PLATFORM_UNAVAILABLE' : 'APP_CREDENTIALS_INVALID' };
}

const problemPage = (code: ConnectionCode): string => `${PAGE}?problem=${code}`;
