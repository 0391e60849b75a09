/** What a platform still lets us call, and whether it is worth trying: asked before each call, told after it. */
import type { FetchContext, ReportedUsage } from './contract/fetcher.js';
import type { PlatformError } from './contract/platform-error.js';

export interface CallDescription {
  readonly platform: string;
  readonly credentialId: string;
  readonly endpointClass: string;
  readonly lane: FetchContext['lane'];
  /** What it takes of the limit. */
  readonly units: number;
  /** What it and the calls that it begins take together; there has to be room for all of it. */
  readonly need?: number;
  /** It goes on with what another call has begun: not spread out, and with so much of what is kept for people who wait. */
  readonly begun?: number;
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
