/** Which code an error answer of the Data API stands for. */
import type { ConnectionCode } from '../../../core/connection-codes.js';
import { readRetryAfter } from '../../../core/http/retry-after.js';
import { PlatformError } from '../../contract/platform-error.js';
import type { WireAnswer } from '../../wire/wire-client.js';
import { nextPacificMidnight } from './pacific-time.js';
import { errorSchema } from './youtube.schema.js';

/** By documented reason, from `errors[]` (older shape) or `details[]` (newer shape). Error pages read 2026-06. */
const BY_REASON: Readonly<Record<string, ConnectionCode>> = {
  quotaExceeded: 'QUOTA_EXHAUSTED',
  dailyLimitExceeded: 'QUOTA_EXHAUSTED',
  rateLimitExceeded: 'RATE_LIMITED',
  userRateLimitExceeded: 'RATE_LIMITED',
  RATE_LIMIT_EXCEEDED: 'RATE_LIMITED',
  keyInvalid: 'APP_CREDENTIALS_INVALID',
  keyExpired: 'APP_CREDENTIALS_INVALID',
  ipRefererBlocked: 'APP_CREDENTIALS_INVALID',
  accessNotConfigured: 'APP_CREDENTIALS_INVALID',
  API_KEY_INVALID: 'APP_CREDENTIALS_INVALID',
  API_KEY_SERVICE_BLOCKED: 'APP_CREDENTIALS_INVALID',
  API_KEY_IP_ADDRESS_BLOCKED: 'APP_CREDENTIALS_INVALID',
  API_KEY_HTTP_REFERRER_BLOCKED: 'APP_CREDENTIALS_INVALID',
  SERVICE_DISABLED: 'APP_CREDENTIALS_INVALID',
  authError: 'AUTH_RECONNECT_REQUIRED',
  insufficientPermissions: 'SCOPE_MISSING',
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: 'SCOPE_MISSING',
  youtubeSignupRequired: 'ACCOUNT_NOT_ELIGIBLE',
  authenticatedUserAccountClosed: 'PROFILE_DELETED',
  authenticatedUserAccountSuspended: 'PROFILE_SUSPENDED',
  channelNotFound: 'PROFILE_NOT_FOUND',
  playlistNotFound: 'PROFILE_NOT_FOUND',
  channelClosed: 'PROFILE_DELETED',
  channelSuspended: 'PROFILE_SUSPENDED',
  channelForbidden: 'PROFILE_PRIVATE',
  playlistItemsNotAccessible: 'PROFILE_PRIVATE',
  backendError: 'PLATFORM_UNAVAILABLE',
  internalError: 'PLATFORM_UNAVAILABLE',
  processingFailure: 'PLATFORM_UNAVAILABLE',
};

/** Where no reason is known: by canonical status, then by HTTP status. */
const BY_STATUS: Readonly<Record<string, ConnectionCode>> = {
  RESOURCE_EXHAUSTED: 'RATE_LIMITED',
  UNAUTHENTICATED: 'AUTH_RECONNECT_REQUIRED',
  PERMISSION_DENIED: 'APP_CREDENTIALS_INVALID',
  UNAVAILABLE: 'PLATFORM_UNAVAILABLE',
  INTERNAL: 'PLATFORM_UNAVAILABLE',
};
const BY_HTTP: Readonly<Record<number, ConnectionCode>> = {
  401: 'AUTH_RECONNECT_REQUIRED',
  403: 'APP_CREDENTIALS_INVALID',
  410: 'PLATFORM_VERSION_SUNSET',
  429: 'RATE_LIMITED',
};

const DEFAULT_WAIT_MS = 60_000;

/** Whatever its status: an answer without items would mean that there is nobody. */
export const isProblem = ({ body }: Pick<WireAnswer, 'body'>): boolean => errorSchema.safeParse(body).success;

export interface YoutubeProblem {
  readonly error: PlatformError;
  /** The documented reason that decided, for the few that a caller treats as an answer. */
  readonly reason: string;
}

/** The error that an answer with a status other than 200 stands for. */
export function youtubeProblem(answer: WireAnswer, path: string, now: Date): YoutubeProblem {
  const parsed = errorSchema.safeParse(answer.body);
  const problem = parsed.success ? parsed.data.error : undefined;
  const reasons = [...(problem?.errors ?? []), ...(problem?.details ?? [])].map((entry) => entry.reason ?? '');
  const reason = reasons.find((candidate) => Object.hasOwn(BY_REASON, candidate)) ?? '';
  const code = BY_REASON[reason] ?? byStatus(answer.status, problem?.status ?? '');
  const note = `${path}: ${answer.status} ${(reason || (reasons[0] ?? '')).slice(0, 60)}`.trim();
  return { error: new PlatformError(code, { note, ...retryAt(code, answer, now) }), reason };
}

function byStatus(http: number, status: string): ConnectionCode {
  if (Object.hasOwn(BY_STATUS, status)) return BY_STATUS[status] ?? 'SYNC_INTERNAL';
  return BY_HTTP[http] ?? (http >= 500 ? 'PLATFORM_UNAVAILABLE' : 'PLATFORM_CONTRACT_CHANGED');
}

function retryAt(code: ConnectionCode, answer: WireAnswer, now: Date): { retryAt?: Date } {
  const told = readRetryAfter(answer.headers['retry-after'], now);
  if (code === 'QUOTA_EXHAUSTED') return { retryAt: nextPacificMidnight(now) };
  if (code === 'RATE_LIMITED') return { retryAt: told ?? new Date(now.getTime() + DEFAULT_WAIT_MS) };
  return told && code === 'PLATFORM_UNAVAILABLE' ? { retryAt: told } : {};
}
