import type { ConnectionCode } from '../../core/connection-codes.js';

export interface PlatformErrorDetails {
  /** When the platform said (or its limit implies) that a call may succeed again. */
  readonly retryAt?: Date;
  /** Set where no call was sent: a limit or an outage that is known already held it back. */
  readonly held?: 'limit' | 'outage';
  /** Whose limit was reached, where the platform tells: `account` keeps nobody else waiting. */
  readonly scope?: 'app' | 'account';
  /** For the log alone: endpoint, status, documented reason. Never a token, never a body. */
  readonly note?: string;
  readonly cause?: unknown;
}

/** The only error an adapter lets out: a code of the closed list, and when to come back where the platform says so. */
export class PlatformError extends Error {
  readonly retryAt: Date | undefined;
  readonly note: string | undefined;
  readonly held: 'limit' | 'outage' | undefined;
  readonly scope: 'app' | 'account' | undefined;

  constructor(
    readonly code: ConnectionCode,
    details: PlatformErrorDetails = {},
  ) {
    super(details.note ? `${code}: ${details.note}` : code, { cause: details.cause });
    this.name = 'PlatformError';
    this.retryAt = details.retryAt;
    this.note = details.note;
    this.held = details.held;
    this.scope = details.scope;
  }
}
