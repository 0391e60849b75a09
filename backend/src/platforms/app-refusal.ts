/** A refused proof, where nobody's consent was used. */
import { PlatformError } from './contract/platform-error.js';

const OF_CONSENT: readonly PlatformError['code'][] = ['AUTH_RECONNECT_REQUIRED', 'AUTH_REVOKED', 'AUTH_CHECKPOINT'];

/** It was the app's own proof: no talent can do anything about it, and none is to be waited for. */
export function refusedToApp(error: unknown): unknown {
  if (!(error instanceof PlatformError) || !OF_CONSENT.includes(error.code)) return error;
  return new PlatformError('APP_CREDENTIALS_INVALID', { note: error.note ?? error.code, cause: error });
}
