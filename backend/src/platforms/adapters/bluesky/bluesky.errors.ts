/** Which code an error answer of the AppView stands for. */
import type { ConnectionCode } from '../../../core/connection-codes.js';
import { readEpochSeconds, readRetryAfter } from '../../../core/http/retry-after.js';
import { PlatformError } from '../../contract/platform-error.js';
import type { WireAnswer } from '../../wire/wire-client.js';
import { errorSchema } from './bluesky.schema.js';

/** By the error's name, the documented discriminator (lexicons and server source, read 2026-08-20). */
const BY_NAME: Readonly<Record<string, ConnectionCode>> = {
  AccountTakedown: 'PROFILE_SUSPENDED',
  AccountDeactivated: 'PROFILE_DELETED',
  BlockedActor: 'PROFILE_PRIVATE',
  BlockedByActor: 'PROFILE_PRIVATE',
  ExpiredToken: 'AUTH_RECONNECT_REQUIRED',
  InvalidToken: 'AUTH_RECONNECT_REQUIRED',
  AuthMissing: 'PLATFORM_POLICY_BLOCKED',
  AuthenticationRequired: 'PLATFORM_POLICY_BLOCKED',
  Forbidden: 'PLATFORM_POLICY_BLOCKED',
  RateLimitExceeded: 'RATE_LIMITED',
  MethodNotImplemented: 'PLATFORM_VERSION_SUNSET',
  XRPCNotSupported: 'PLATFORM_VERSION_SUNSET',
  InternalServerError: 'PLATFORM_UNAVAILABLE',
  UpstreamFailure: 'PLATFORM_UNAVAILABLE',
  UpstreamTimeout: 'PLATFORM_UNAVAILABLE',
  NotEnoughResources: 'PLATFORM_UNAVAILABLE',
};

/**
 * `InvalidRequest` says everything from "no such account" to "your limit is too big" under one name and one status;
 * nothing but the whole message tells them apart, so whole messages are the data here, compared for equality.
 */
const BY_MESSAGE: Readonly<Record<string, ConnectionCode>> = {
  'Profile not found': 'PROFILE_NOT_FOUND',
  'Actor not found': 'PROFILE_NOT_FOUND',
  'Unable to resolve handle': 'PROFILE_NOT_FOUND',
  'Error: actor must be a valid did or a handle': 'INPUT_INVALID_HANDLE',
};

const DEFAULT_WAIT_MS = 60_000;

function codeOf(status: number, name: string, message: string): ConnectionCode {
  if (Object.hasOwn(BY_NAME, name)) return BY_NAME[name] ?? 'SYNC_INTERNAL';
  if (name === 'InvalidRequest' && Object.hasOwn(BY_MESSAGE, message)) return BY_MESSAGE[message] ?? 'SYNC_INTERNAL';
  if (status === 429) return 'RATE_LIMITED';
  if (status >= 500) return 'PLATFORM_UNAVAILABLE';
  if (status === 401 || status === 403) return 'PLATFORM_POLICY_BLOCKED';
  return 'PLATFORM_CONTRACT_CHANGED';
}

/** The error that an answer with a status other than 200 stands for. */
export function blueskyError(answer: WireAnswer, path: string, now: Date): PlatformError {
  const parsed = errorSchema.safeParse(answer.body);
  const name = parsed.success ? parsed.data.error : '';
  const code = codeOf(answer.status, name, parsed.success ? (parsed.data.message ?? '') : '');
  const note = `${path}: ${answer.status} ${name.slice(0, 60)}`.trim();
  const told =
    readRetryAfter(answer.headers['retry-after'], now) ??
    (code === 'RATE_LIMITED' ? readEpochSeconds(answer.headers['ratelimit-reset'], now) : null);
  if (code === 'RATE_LIMITED')
    return new PlatformError(code, { note, retryAt: told ?? new Date(now.getTime() + DEFAULT_WAIT_MS) });
  return new PlatformError(code, { note, ...(told && code === 'PLATFORM_UNAVAILABLE' ? { retryAt: told } : {}) });
}
