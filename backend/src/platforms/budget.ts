/** What a platform still lets us call, and whether it is worth trying: asked before each call, told after it. */
import { type Clock } from '../core/clock.js';
import type { FetchContext } from './contract/fetcher.js';
import { PlatformError } from './contract/platform-error.js';

export interface CallDescription {
  readonly platform: string;
  readonly credentialId: string;
  readonly endpointClass: string;
  readonly lane: FetchContext['lane'];
}

/** A guard before calls. `before` rejects with PlatformError to keep a call from being sent; `after` is told how it went. */
export interface CallGuard {
  before(call: CallDescription): Promise<void>;
  after(call: CallDescription, outcome: PlatformError | 'ok'): Promise<void>;
}

export abstract class Budget implements CallGuard {
  abstract before(call: CallDescription): Promise<void>;
  abstract after(call: CallDescription, outcome: PlatformError | 'ok'): Promise<void>;
}

export abstract class CircuitBreaker implements CallGuard {
  abstract before(call: CallDescription): Promise<void>;
  abstract after(call: CallDescription, outcome: PlatformError | 'ok'): Promise<void>;
}

/** Remembers, in this process, until when a platform told a credential to stay away from an endpoint class. */
export class RememberedLimits extends Budget {
  private readonly limits = new Map<string, PlatformError & { readonly retryAt: Date }>();

  constructor(private readonly clock: Clock) {
    super();
  }

  override before(call: CallDescription): Promise<void> {
    const limit = this.limits.get(keyOf(call));
    if (!limit) return Promise.resolve();
    if (limit.retryAt <= this.clock.now()) {
      this.limits.delete(keyOf(call));
      return Promise.resolve();
    }
    return Promise.reject(
      new PlatformError(limit.code, { retryAt: limit.retryAt, note: 'held back: the platform said when to return' }),
    );
  }

  override after(call: CallDescription, outcome: PlatformError | 'ok'): Promise<void> {
    if (outcome !== 'ok' && isLimit(outcome)) this.limits.set(keyOf(call), outcome);
    return Promise.resolve();
  }
}

function isLimit(error: PlatformError): error is PlatformError & { readonly retryAt: Date } {
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
}
