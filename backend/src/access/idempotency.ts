/** Does a request once for each Idempotency-Key, however often it comes. */
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { ApiError } from '../core/errors.js';
import { IdempotencyRepository } from './idempotency.repository.js';
import type { Claimed } from './idempotency.repository.js';

/** Longer than the edge lets any request take; after it a silent holder counts as crashed. */
const LOCK_MS = 60_000;
const KEEP_MS = 24 * 3_600_000;
const POLL_MS = 100;
const POLLS = 30;

export interface Replay {
  readonly status: number;
  readonly body: string | null;
}

/** Either ours to answer, with the fence that proves it, or answered already. */
export type Claim =
  { readonly fence: Date; readonly replay?: never } | { readonly replay: Replay; readonly fence?: never };

@Injectable()
export class Idempotency {
  constructor(
    private readonly repository: IdempotencyRepository,
    private readonly clock: Clock,
  ) {}

  /** Waits some seconds for a twin that is still being answered; then 409 REQUEST_IN_FLIGHT. 409 for another request. */
  async claim(claimed: Claimed, requestHash: Buffer): Promise<Claim> {
    for (let poll = 0; poll < POLLS; poll += 1) {
      const now = this.clock.now();
      const fence = new Date(now.getTime() + LOCK_MS);
      const expiresAt = new Date(now.getTime() + KEEP_MS);
      const stored = await this.repository.claim(claimed, requestHash, { now, lockedUntil: fence, expiresAt });
      if (!stored) return { fence };
      if (!stored.requestHash.equals(requestHash)) throw mismatch();
      if (stored.status !== null) return { replay: { status: stored.status, body: stored.body } };
      await pause(POLL_MS);
    }
    throw new ApiError(
      'REQUEST_IN_FLIGHT',
      'The first request with this Idempotency-Key is still being answered. Ask again.',
      {
        retryAfterSeconds: 2,
      },
    );
  }

  complete(claimed: Claimed, fence: Date, reply: Replay): Promise<void> {
    return this.repository.complete(claimed, fence, reply.status, reply.body);
  }

  release(claimed: Claimed, fence: Date): Promise<void> {
    return this.repository.release(claimed, fence);
  }
}

const mismatch = () =>
  new ApiError('IDEMPOTENCY_MISMATCH', 'This Idempotency-Key was sent with another request before. Use a new key.');
