/** Look-up failures and refusals as problems of our HTTP edge: the platform's code, our status, words and a next step. */
import { CONNECTION_CODES, describeCode } from '../core/connection-codes.js';
import type { ConnectionCode, PlatformWords, RetryClass } from '../core/connection-codes.js';
import { ApiError } from '../core/errors.js';
import type { ApiCode, ApiErrorDetails } from '../core/errors.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import type { Status } from './connection-state.js';

const DEFAULT_RETRY_SECONDS = 30;

const EDGE_CODES: Readonly<Record<RetryClass, ApiCode>> = {
  no: 'REQUEST_INVALID',
  user: 'CONFLICT',
  operator: 'SERVICE_UNAVAILABLE',
  auto: 'SERVICE_UNAVAILABLE',
  'when-told': 'TOO_MANY_REQUESTS',
};

/** Codes whose edge code differs from that of their retry class. */
const EXCEPTIONS: Readonly<Partial<Record<ConnectionCode, ApiCode>>> = {
  PROFILE_NOT_FOUND: 'NOT_FOUND',
  PROFILE_DUPLICATE: 'CONFLICT',
  PLATFORM_CONTRACT_CHANGED: 'SERVICE_UNAVAILABLE',
};

export function codeProblem(
  code: ConnectionCode,
  platform: PlatformWords,
  details: ApiErrorDetails & { text?: string } = {},
): ApiError {
  const { text, action, retry } = describeCode(code, platform);
  return new ApiError(EXCEPTIONS[code] ?? EDGE_CODES[retry], details.text ?? text, {
    action,
    ...details,
    connectionCode: code,
  });
}

/** A sync comes back by itself; a look-up does not. */
const LOOK_UP_AGAIN = 'Nothing was stored. Look it up again in a moment.';

/** What a failed look-up says to the person who waits for it. */
export function lookupProblem(error: unknown, platform: PlatformWords, now: Date): ApiError {
  const code = error instanceof PlatformError ? error.code : 'SYNC_INTERNAL';
  const { retry } = CONNECTION_CODES[code];
  const transient = retry === 'auto' || retry === 'when-told';
  const problem = codeProblem(code, platform, { cause: error, ...(transient ? { action: LOOK_UP_AGAIN } : {}) });
  if (problem.code !== 'SERVICE_UNAVAILABLE' && problem.code !== 'TOO_MANY_REQUESTS') return problem;
  const retryAt = error instanceof PlatformError ? error.retryAt : undefined;
  return codeProblem(code, platform, { ...problem.details, retryAfterSeconds: secondsUntil(retryAt, now) });
}

const secondsUntil = (moment: Date | undefined, now: Date): number =>
  moment === undefined ? DEFAULT_RETRY_SECONDS : Math.max(1, Math.ceil((moment.getTime() - now.getTime()) / 1000));

export interface Holder {
  readonly id: string;
  readonly talentId: string;
  readonly talentName: string;
  readonly status: Status;
}

export function duplicateProblem(platform: PlatformWords, holder: Holder | null): ApiError {
  if (!holder) return codeProblem('PROFILE_DUPLICATE', platform);
  return codeProblem('PROFILE_DUPLICATE', platform, {
    text: `This ${platform.name} profile is already connected to ${holder.talentName}.`,
    extra: {
      existing: {
        connectionId: holder.id,
        talentId: holder.talentId,
        talentName: holder.talentName,
        status: holder.status,
      },
    },
  });
}
