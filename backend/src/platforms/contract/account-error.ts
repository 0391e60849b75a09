import type { ConnectionCode } from '../../core/connection-codes.js';
import { PlatformError } from './platform-error.js';

/** Codes that speak of the one account that was asked for; every other code fails the whole call. */
const ACCOUNT_CODES: ReadonlySet<ConnectionCode> = new Set<ConnectionCode>([
  'INPUT_INVALID_HANDLE',
  'PROFILE_NOT_FOUND',
  'PROFILE_PRIVATE',
  'PROFILE_DELETED',
  'PROFILE_SUSPENDED',
  'ACCOUNT_NOT_ELIGIBLE',
  'DATA_INVALID',
]);

export function isAccountError(error: unknown): error is PlatformError {
  return error instanceof PlatformError && ACCOUNT_CODES.has(error.code);
}
