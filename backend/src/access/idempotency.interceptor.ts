/** Idempotency-Key on every POST but sign-in: the first answer is kept for a day and given again, status and body. */
import { Injectable, Logger } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { lastValueFrom, of } from 'rxjs';
import type { Observable } from 'rxjs';
import { canonicalJson } from '../core/crypto/canonical-json.js';
import { sha256 } from '../core/crypto/keyed-hash.js';
import { ApiError, invalid } from '../core/errors.js';
import type { ApiErrorDetails, ApiCode } from '../core/errors.js';
import { actorId } from '../core/principal.js';
import { NEVER_REPLAYED, REPLAYED_WITHOUT } from '../core/replay.js';
import { Idempotency } from './idempotency.js';
import type { Replay } from './idempotency.js';
import type { Claimed } from './idempotency.repository.js';

const HEADER = 'Idempotency-Key';
const KEY = /^[\x21-\x7e]{1,200}$/;

/** A refusal as it is kept: enough to make the same problem document again, under the new request's id. */
interface StoredRefusal {
  readonly code: ApiCode;
  readonly message: string;
  readonly details: ApiErrorDetails;
}

@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly log = new Logger(IdempotencyInterceptor.name);

  constructor(
    private readonly idempotency: Idempotency,
    private readonly reflector: Reflector,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>();
    const claimed = this.claimOf(context, request);
    if (!claimed) return next.handle();
    const response = context.switchToHttp().getResponse<Response>();
    const { fence, replay } = await this.idempotency.claim(claimed, requestHash(request));
    if (replay) return of(repeat(replay, response));
    const without = this.reflector.get<readonly string[] | undefined>(REPLAYED_WITHOUT, context.getHandler());
    return of(await this.answer(claimed, fence, next, response, without));
  }

  /** Null where the header is absent or means nothing. */
  private claimOf(context: ExecutionContext, request: Request): Claimed | null {
    const key = request.get(HEADER);
    if (request.method !== 'POST' || key === undefined || !request.principal) return null;
    if (this.reflector.getAllAndOverride<unknown>(NEVER_REPLAYED, [context.getHandler(), context.getClass()]))
      return null;
    if (!KEY.test(key))
      throw invalid(HEADER, 'An Idempotency-Key is 1 to 200 visible ASCII characters.', 'idempotency-key');
    return { agencyId: request.principal.agencyId, actorId: actorId(request.principal), key };
  }

  private async answer(
    claimed: Claimed,
    fence: Date,
    next: CallHandler,
    response: Response,
    without: readonly string[] = [],
  ): Promise<unknown> {
    let result: unknown;
    try {
      result = await lastValueFrom(next.handle(), { defaultValue: undefined });
    } catch (error) {
      await this.keep(() => this.afterRefusal(claimed, fence, error));
      throw error;
    }
    const body = result === undefined ? null : JSON.stringify(withoutFields(result, without));
    await this.keep(() => this.idempotency.complete(claimed, fence, { status: response.statusCode, body }));
    return result;
  }

  /** Refusals that would come again are kept; failures of ours and limits are forgotten, so that a retry can succeed. */
  private async afterRefusal(claimed: Claimed, fence: Date, error: unknown): Promise<void> {
    if (!(error instanceof ApiError) || error.status >= 500 || error.code === 'TOO_MANY_REQUESTS') {
      return this.idempotency.release(claimed, fence);
    }
    const { cause: _, ...details } = error.details;
    const refusal: StoredRefusal = { code: error.code, message: error.message, details };
    await this.idempotency.complete(claimed, fence, { status: error.status, body: JSON.stringify(refusal) });
  }

  /** What was done is done: the caller gets its answer even if it could not be kept. */
  private async keep(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.error(error, 'The answer to a request with Idempotency-Key could not be kept');
    }
  }
}

function repeat({ status, body }: Replay, response: Response): unknown {
  response.setHeader('Idempotency-Replayed', 'true');
  const stored = body === null ? undefined : (JSON.parse(body) as unknown);
  if (status >= 400) {
    const { code, message, details } = stored as StoredRefusal;
    throw new ApiError(code, message, details);
  }
  response.status(status);
  return stored;
}

const requestHash = (request: Request): Buffer =>
  sha256([request.method, request.originalUrl, canonicalJson(request.body)].join('\n'));

const withoutFields = (result: unknown, fields: readonly string[]): unknown =>
  fields.length > 0 && typeof result === 'object'
    ? { ...result, ...Object.fromEntries(fields.map((field) => [field, null])) }
    : result;
