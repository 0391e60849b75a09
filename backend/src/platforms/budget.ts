/** What a platform still lets us call, and whether it is worth trying: asked before each call, told after it. */
import { type Clock } from '../core/clock.js';
import type { FetchContext, ReportedUsage } from './contract/fetcher.js';
import { PlatformError } from './contract/platform-error.js';

export interface CallDescription {
  readonly platform: string;
  readonly credentialId: string;
  readonly endpointClass: string;
  readonly lane: FetchContext['lane'];
  /** What it takes of the limit. */
  readonly units: number;
  /** Whose own limit it takes it of, where each account has one. An id of ours, never anything secret. */
  readonly subject: string | null;
}

/** A guard before calls. `before` rejects with PlatformError to keep a call from being sent; `after` is told how it went. */
export interface CallGuard {
  before(call: CallDescription): Promise<void>;
  after(call: CallDescription, outcome: PlatformError | 'ok'): Promise<void>;
}

export abstract class Budget implements CallGuard {
  abstract before(call: CallDescription): Promise<void>;
  abstract after(call: CallDescription, outcome: PlatformError | 'ok'): Promise<void>;
  /** What the platform says of the limit behind this call. */
  abstract report(call: CallDescription, usage: ReportedUsage): Promise<void>;
}

export abstract class CircuitBreaker implements CallGuard {
  abstract before(call: CallDescription): Promise<void>;
  /** Told of every call that it let through, those that the budget then held back included. */
  abstract after(call: CallDescription, outcome: PlatformError | 'ok'): Promise<void>;
  abstract standing(call: Pick<CallDescription, 'platform' | 'endpointClass'>): 'closed' | 'open' | 'half-open';
}

/** From here on only people who wait are served. */
const RESERVE_SHARE = 0.95;

interface Limit {
  readonly code: PlatformError['code'];
  readonly retryAt: Date;
}

/** Remembers, in this process, until when a platform told a credential to stay away from an endpoint class. */
export class RememberedLimits extends Budget {
  private readonly limits = new Map<string, Limit>();
  private readonly reserves = new Map<string, Limit>();

  constructor(private readonly clock: Clock) {
    super();
  }

  override before(call: CallDescription): Promise<void> {
    const reserve = call.lane === 'interactive' ? undefined : this.standing(this.reserves, keyOf(call));
    const limit = this.standing(this.limits, keyOf(call)) ?? reserve;
    if (!limit) return Promise.resolve();
    const { code, retryAt } = limit;
    return Promise.reject(
      new PlatformError(code, { retryAt, held: 'limit', note: 'held back: the platform said when to return' }),
    );
  }

  override after(call: CallDescription, outcome: PlatformError | 'ok'): Promise<void> {
    if (outcome !== 'ok' && isLimit(outcome)) this.limits.set(keyOf(call), outcome);
    return Promise.resolve();
  }

  override report(call: CallDescription, { remaining, share = 0, resetAt }: ReportedUsage): Promise<void> {
    const littleLeft = remaining === 0 || share >= RESERVE_SHARE;
    if (littleLeft && resetAt) this.reserves.set(keyOf(call), { code: 'RATE_LIMITED', retryAt: resetAt });
    return Promise.resolve();
  }

  private standing(limits: Map<string, Limit>, key: string): Limit | undefined {
    const limit = limits.get(key);
    if (!limit || limit.retryAt > this.clock.now()) return limit;
    limits.delete(key);
    return undefined;
  }
}

function isLimit(error: PlatformError): error is PlatformError & Limit {
  return (error.code === 'RATE_LIMITED' || error.code === 'QUOTA_EXHAUSTED') && error.retryAt !== undefined;
}

function keyOf(call: CallDescription): string {
  return `${call.credentialId}|${call.endpointClass}`;
}

/** Lets everything pass. */
export class ClosedBreaker extends CircuitBreaker {
  override before(): Promise<void> {
    return Promise.resolve();
  }

  override after(): Promise<void> {
    return Promise.resolve();
  }

  override standing(): 'closed' {
    return 'closed';
  }
}
