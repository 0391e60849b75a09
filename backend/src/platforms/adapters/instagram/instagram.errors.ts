/** Which code an error answer of the Graph API stands for. The HTTP status says little: most are 400, some 403 or 500. */
import type { ConnectionCode } from '../../../core/connection-codes.js';
import { readRetryAfter } from '../../../core/http/retry-after.js';
import { PlatformError } from '../../contract/platform-error.js';
import type { WireAnswer } from '../../wire/wire-client.js';
import { errorSchema } from './instagram.schema.js';
import { readUsage } from './instagram.usage.js';

/** Who asks decides what a refusal of the token means. */
interface Dialect {
  /** By number (error and rate-limit pages, read 2026-07). */
  readonly byCode: Readonly<Record<number, ConnectionCode>>;
  /** `code/subcode`, where the code alone says too little. */
  readonly bySubcode: Readonly<Record<string, ConnectionCode>>;
  /** 200 to 299, and 10: a permission that was not given, or was taken back. */
  readonly permission: ConnectionCode;
  readonly unauthorized: ConnectionCode;
}

const EVERYWHERE: Readonly<Record<number, ConnectionCode>> = {
  1: 'PLATFORM_UNAVAILABLE',
  2: 'PLATFORM_UNAVAILABLE',
  3: 'APP_REVIEW_REQUIRED',
  4: 'RATE_LIMITED',
  17: 'RATE_LIMITED',
  32: 'RATE_LIMITED',
  104: 'APP_CREDENTIALS_INVALID',
  110: 'PROFILE_NOT_FOUND',
  341: 'RATE_LIMITED',
  368: 'PLATFORM_POLICY_BLOCKED',
  613: 'RATE_LIMITED',
  2635: 'PLATFORM_VERSION_SUNSET',
  80001: 'RATE_LIMITED',
  80002: 'RATE_LIMITED',
};

/**
 * Others' accounts are read with the agency's own token, so whatever is wrong with it or with what it was allowed is the
 * operator's to settle, never the talent's. 100 is any wrong parameter, with 33 the agency's account is out of sight.
 */
const DISCOVERY: Dialect = {
  byCode: {
    ...EVERYWHERE,
    102: 'APP_CREDENTIALS_INVALID',
    190: 'APP_CREDENTIALS_INVALID',
    803: 'APP_CREDENTIALS_INVALID',
  },
  bySubcode: { '100/33': 'APP_CREDENTIALS_INVALID' },
  permission: 'APP_REVIEW_REQUIRED',
  unauthorized: 'APP_CREDENTIALS_INVALID',
};

/** A talent's token. 459 and 464: the talent has to settle something at the platform, then the same token works again. */
const CONSENT: Dialect = {
  byCode: { ...EVERYWHERE, 102: 'AUTH_RECONNECT_REQUIRED', 190: 'AUTH_RECONNECT_REQUIRED', 803: 'PROFILE_NOT_FOUND' },
  bySubcode: {
    '100/33': 'PROFILE_NOT_FOUND',
    '190/458': 'AUTH_REVOKED',
    '190/459': 'AUTH_CHECKPOINT',
    '190/464': 'AUTH_CHECKPOINT',
  },
  permission: 'SCOPE_MISSING',
  unauthorized: 'AUTH_RECONNECT_REQUIRED',
};

/** Limits of the one account or token that was asked with (rate-limit page, read 2026-07); others are the whole app's. */
const OF_ONE_ACCOUNT = new Set([17, 80_002]);

/** Limits roll over an hour; where no time is named, a quarter of it is waited out. */
const DEFAULT_WAIT_MS = 15 * 60_000;

interface Problem {
  readonly code: number;
  readonly subcode: number;
  readonly transient: boolean;
}

export interface ConsentProblem {
  readonly error: PlatformError;
  /** Zeros where the answer has no numbers. */
  readonly code: number;
  readonly subcode: number;
  /** A limit that nobody but this account is held back by. */
  readonly ofOneAccount: boolean;
}

/** The error that an answer about somebody else's account stands for; its status is not 200. */
export function instagramError(answer: WireAnswer, where: string, now: Date): PlatformError {
  return errorOf(answer, problemOf(answer.body), DISCOVERY, where, now);
}

/** The same for what was asked with a talent's token. */
export function consentProblem(answer: WireAnswer, where: string, now: Date): ConsentProblem {
  const problem = problemOf(answer.body);
  const { code = 0, subcode = 0 } = problem ?? {};
  return {
    error: errorOf(answer, problem, CONSENT, where, now),
    code,
    subcode,
    ofOneAccount: OF_ONE_ACCOUNT.has(code),
  };
}

/** The code alone, for those who make the error themselves. Null for what is no answer of the Graph API. */
export function consentCode({ status, body }: Pick<WireAnswer, 'status' | 'body'>): ConnectionCode | null {
  const problem = problemOf(body);
  return problem && codeOf(status, problem, CONSENT);
}

function problemOf(body: unknown): Problem | null {
  const parsed = errorSchema.safeParse(body);
  if (!parsed.success) return null;
  const { code, error_subcode: subcode, is_transient: transient } = parsed.data.error;
  return { code, subcode: subcode ?? 0, transient: transient ?? false };
}

function codeOf(http: number, problem: Problem | null, dialect: Dialect): ConnectionCode {
  if (problem) {
    const { code, subcode, transient } = problem;
    const known = dialect.bySubcode[`${code}/${subcode}`] ?? dialect.byCode[code];
    if (known) return known;
    if (isPermission(code)) return dialect.permission;
    if (transient) return 'PLATFORM_UNAVAILABLE';
  }
  if (http === 401) return dialect.unauthorized;
  if (http === 403) return 'PLATFORM_POLICY_BLOCKED';
  if (http === 429) return 'RATE_LIMITED';
  return http >= 500 ? 'PLATFORM_UNAVAILABLE' : 'PLATFORM_CONTRACT_CHANGED';
}

export const isPermission = (code: number): boolean => code === 10 || (code >= 200 && code <= 299);

function errorOf(
  answer: WireAnswer,
  problem: Problem | null,
  dialect: Dialect,
  where: string,
  now: Date,
): PlatformError {
  const code = codeOf(answer.status, problem, dialect);
  const number = problem ? `${problem.code}/${problem.subcode}` : '';
  const note = `${where}: ${answer.status} ${number}`.trim();
  const told = readUsage(answer.headers, now).regainAt ?? readRetryAfter(answer.headers['retry-after'], now);
  const scope = OF_ONE_ACCOUNT.has(problem?.code ?? 0) && dialect === CONSENT ? 'account' : 'app';
  if (code === 'RATE_LIMITED')
    return new PlatformError(code, { note, scope, retryAt: told ?? new Date(now.getTime() + DEFAULT_WAIT_MS) });
  return new PlatformError(code, { note, ...(told && code === 'PLATFORM_UNAVAILABLE' ? { retryAt: told } : {}) });
}
