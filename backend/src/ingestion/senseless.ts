/** Failures of a call for many that cannot be true of all of them: one can be the reason, and the others are none the worse. */
import type { ConnectionCode } from '../core/connection-codes.js';
import { isAccountError } from '../platforms/contract/account-error.js';
import { PlatformError } from '../platforms/contract/platform-error.js';

const SENSELESS: readonly ConnectionCode[] = ['PLATFORM_CONTRACT_CHANGED', 'SYNC_INTERNAL'];

export const saysNothingOfAll = (error: unknown): boolean =>
  error instanceof PlatformError && (SENSELESS.includes(error.code) || isAccountError(error));
