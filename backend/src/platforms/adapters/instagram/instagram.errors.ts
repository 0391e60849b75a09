/** Which code an error answer of the Graph API stands for. The HTTP status says little: most are 400, some 403 or 500. */
import type { ConnectionCode } from '../../../core/connection-codes.js';
import { readRetryAfter } from '../../../core/http/retry-after.js';
import { PlatformError } from '../../contract/platform-error.js';
import type { WireAnswer } from '../../wire/wire-client.js';
import { errorSchema } from './instagram.schema.js';
import { readUsage } from './instagram.usage.js';

/**
 * By number (error and rate-limit pages, read 2026-07). The token is the agency's own, so whatever is wrong with it or
 * with what it was allowed is the operator's to settle, never the talent's.
 */
const BY_CODE: Readonly<Record<number, ConnectionCode>> = {
  1: 'PLATFORM_UNAVAILABLE',
  2: 'PLATFORM_UNAVAILABLE',
  3: 'APP_REVIEW_REQUIRED',
  4: 'RATE_LIMITED',
  10: 'APP_REVIEW_REQUIRED',
  17: 'RATE_LIMITED',
  32: 'RATE_LIMITED',
  102: 'APP_CREDENTIALS_INVALID',
  104: 'APP_CREDENTIALS_INVALID',
  110: 'PROFILE_NOT_FOUND',
  190: 'APP_CREDENTIALS_INVALID',
  341: 'RATE_LIMITED',
  368: 'PLATFORM_POLICY_BLOCKED',
  613: 'RATE_LIMITED',
  803: 'APP_CREDENTIALS_INVALID',
  2635: 'PLATFORM_VERSION_SUNSET',
  80001: 'RATE_LIMITED',
  80002: 'RATE_LIMITED',
};

/** `code/subcode`, where the code alone says too little: 100 is any wrong parameter, with 33 the agency's account is out of sight. */
const BY_SUBCODE: Readonly<Record<string, ConnectionCode>> = { '100/33': 'APP_CREDENTIALS_INVALID' };

const BY_HTTP: Readonly<Record<number, ConnectionCode>> = {
  401: 'APP_CREDENTIALS_INVALID',
  403: 'PLATFORM_POLICY_BLOCKED',
  429: 'RATE_LIMITED',
};

/** Limits roll over an hour; where no time is named, a quarter of it is waited out. */
const DEFAULT_WAIT_MS = 15 * 60_000;

interface Problem {
  readonly code: number;
  readonly subcode: number;
  readonly transient: boolean;
}

function problemOf(body: unknown): Problem | null {
  const parsed = errorSchema.safeParse(body);
  if (!parsed.success) return null;
  const { code, error_subcode: subcode, is_transient: transient } = parsed.data.error;
  return { code, subcode: subcode ?? 0, transient: transient ?? false };
}

function codeOf(http: number, problem: Problem | null): ConnectionCode {
  if (problem) {
    const { code, subcode, transient } = problem;
    const known = BY_SUBCODE[`${code}/${subcode}`] ?? BY_CODE[code];
    if (known) return known;
    if (code >= 200 && code <= 299) return 'APP_REVIEW_REQUIRED';
    if (transient) return 'PLATFORM_UNAVAILABLE';
  }
  return BY_HTTP[http] ?? (http >= 500 ? 'PLATFORM_UNAVAILABLE' : 'PLATFORM_CONTRACT_CHANGED');
}

/** The error that an answer with a status other than 200 stands for. */
export function instagramError(answer: WireAnswer, where: string, now: Date): PlatformError {
  const problem = problemOf(answer.body);
  const code = codeOf(answer.status, problem);
  const number = problem ? `${problem.code}/${problem.subcode}` : '';
  const note = `${where}: ${answer.status} ${number}`.trim();
  const told = readUsage(answer.headers, now).regainAt ?? readRetryAfter(answer.headers['retry-after'], now);
  if (code === 'RATE_LIMITED')
    return new PlatformError(code, { note, retryAt: told ?? new Date(now.getTime() + DEFAULT_WAIT_MS) });
  return new PlatformError(code, { note, ...(told && code === 'PLATFORM_UNAVAILABLE' ? { retryAt: told } : {}) });
}
