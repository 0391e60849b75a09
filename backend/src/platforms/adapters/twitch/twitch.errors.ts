/** Which code an error answer of Helix or of the token endpoint stands for: by status; the words beside it only say more. */
import type { ConnectionCode } from '../../../core/connection-codes.js';
import { readEpochSeconds, readRetryAfter } from '../../../core/http/retry-after.js';
import { PlatformError } from '../../contract/platform-error.js';
import type { WireAnswer } from '../../wire/wire-client.js';
import { errorSchema } from './twitch.schema.js';

/** API reference and guide, read 2026-03. 401 comes here only after the token was fetched anew. */
const BY_STATUS: Readonly<Record<number, ConnectionCode>> = {
  401: 'APP_CREDENTIALS_INVALID',
  403: 'PLATFORM_POLICY_BLOCKED',
  404: 'PROFILE_NOT_FOUND',
  410: 'PLATFORM_VERSION_SUNSET',
  429: 'RATE_LIMITED',
};

/** The bucket is full again after a minute at the latest. */
const DEFAULT_WAIT_MS = 60_000;

/** An error tells its status within, and may come where all looks well. */
export function statusOf({ status, body }: Pick<WireAnswer, 'status' | 'body'>): number {
  const { success, data } = errorSchema.safeParse(body);
  return status === 200 && success ? data.status : status;
}

/** The error that an answer with a status other than 200 stands for. */
export function twitchError(answer: WireAnswer, path: string, now: Date): PlatformError {
  const status = statusOf(answer);
  const byStatus = BY_STATUS[status] ?? (status >= 500 ? 'PLATFORM_UNAVAILABLE' : 'PLATFORM_CONTRACT_CHANGED');
  return withWait(byStatus, answer, `${path}: ${status}`, now);
}

/** Of the token endpoint: whatever it refuses is wrong with the app's id or secret. */
export function appTokenError(answer: WireAnswer, path: string, now: Date): PlatformError {
  const status = statusOf(answer);
  const known = status === 429 || status >= 500;
  if (!known && status !== 200) return new PlatformError('APP_CREDENTIALS_INVALID', { note: `${path}: ${status}` });
  return twitchError(answer, path, now);
}

function withWait(code: ConnectionCode, { headers }: WireAnswer, note: string, now: Date): PlatformError {
  const after = readRetryAfter(headers['retry-after'], now);
  if (code === 'RATE_LIMITED') {
    const told = readEpochSeconds(headers['ratelimit-reset'], now) ?? after;
    return new PlatformError(code, { note, retryAt: told ?? new Date(now.getTime() + DEFAULT_WAIT_MS) });
  }
  return new PlatformError(code, { note, ...(after && code === 'PLATFORM_UNAVAILABLE' ? { retryAt: after } : {}) });
}
