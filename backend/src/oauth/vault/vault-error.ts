/** Why something sealed stays shut. */
import type { ConnectionCode } from '../../core/connection-codes.js';

/**
 * `not-for-this-place`: it was sealed for another row or column, or changed. `key-gone`: the agency's data key of that
 * version is nowhere. `ring-key-missing`: VAULT_KEYS lacks the key that wraps it: once that is put back, it opens.
 */
export type VaultProblem = 'not-for-this-place' | 'key-gone' | 'ring-key-missing';

const CODES: Readonly<Record<VaultProblem, ConnectionCode>> = {
  'not-for-this-place': 'AUTH_RECONNECT_REQUIRED',
  'key-gone': 'AUTH_RECONNECT_REQUIRED',
  'ring-key-missing': 'APP_CREDENTIALS_INVALID',
};

/** Names agency, owner and kind, never what was sealed. */
export class VaultError extends Error {
  constructor(
    readonly problem: VaultProblem,
    message: string,
  ) {
    super(message);
    this.name = 'VaultError';
  }

  /** What the connection is told: only a missing key of the ring can be mended by whoever runs this. */
  get code(): ConnectionCode {
    return CODES[this.problem];
  }
}
