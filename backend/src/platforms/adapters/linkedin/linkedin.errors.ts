/** Which code an error answer of LinkedIn's APIs stands for. */
import type { ConnectionCode } from '../../../core/connection-codes.js';
import { readRetryAfter } from '../../../core/http/retry-after.js';
import { PlatformError } from '../../contract/platform-error.js';
import type { WireAnswer } from '../../wire/wire-client.js';
import { errorSchema } from './linkedin.schema.js';

/** By the word, or by the number where there is no word. Error pages and recorded answers, read 2026-08. */
const BY_CODE: Readonly<Record<string, ConnectionCode>> = {
  EXPIRED_ACCESS_TOKEN: 'AUTH_RECONNECT_REQUIRED',
  REVOKED_ACCESS_TOKEN: 'AUTH_REVOKED',
  INVALID_ACCESS_TOKEN: 'AUTH_RECONNECT_REQUIRED',
  65600: 'AUTH_RECONNECT_REQUIRED',
  65601: 'AUTH_REVOKED',
  65602: 'AUTH_RECONNECT_REQUIRED',
  ACCESS_DENIED: 'SCOPE_MISSING',
  NONEXISTENT_VERSION: 'PLATFORM_VERSION_SUNSET',
  VERSION_MISSING: 'PLATFORM_VERSION_SUNSET',
  TOO_MANY_REQUESTS: 'RATE_LIMITED',
};

const BY_HTTP: Readonly<Record<number, ConnectionCode>> = {
  401: 'AUTH_RECONNECT_REQUIRED',
  403: 'SCOPE_MISSING',
  404: 'APP_REVIEW_REQUIRED',
  426: 'PLATFORM_VERSION_SUNSET',
  429: 'RATE_LIMITED',
};

/** Short windows recovered within the minute where it was seen; nothing tells the time that is left. */
const WAIT_MS = 60_000;
const DAY_MS = 86_400_000;

interface Problem {
  readonly code: string;
  /** Whose limit it is, told by the same sentence. */
  readonly whose: { readonly scope?: 'app' | 'account' };
  /** Limits of a day are told from short ones by one word of the sentence that names them: there is no code for it. */
  readonly ofTheDay: boolean;
}

/** Null where it is no answer of theirs, but of a gateway in between. */
function problemOf(body: unknown): Problem | null {
  const parsed = errorSchema.safeParse(body);
  if (!parsed.success) return null;
  const { code, serviceErrorCode, message } = parsed.data;
  return {
    code: code ?? String(serviceErrorCode ?? ''),
    whose: whoseLimit(message ?? ''),
    ofTheDay: / DAY limit\b/.test(message ?? ''),
  };
}

const whoseLimit = (sentence: string): Problem['whose'] =>
  /MEMBER/.test(sentence) ? { scope: 'account' } : /APPLICATION/.test(sentence) ? { scope: 'app' } : {};

/** Counters of a day begin anew at midnight UTC. */
const nextMidnight = (now: Date): Date => new Date((Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS);

/** Resources that an app was not approved for are not there for it (404), or refused (403). */
function codeOf(status: number, problem: Problem | null): ConnectionCode {
  const known = problem && (BY_CODE[problem.code] ?? BY_HTTP[status]);
  if (known) return known;
  if (status === 401 || status === 429) return BY_HTTP[status] ?? 'PLATFORM_UNAVAILABLE';
  return status >= 500 ? 'PLATFORM_UNAVAILABLE' : 'PLATFORM_CONTRACT_CHANGED';
}

/** The error that an answer with a status other than 200 stands for. */
export function linkedinError(answer: WireAnswer, where: string, now: Date): PlatformError {
  const problem = problemOf(answer.body);
  const code = codeOf(answer.status, problem);
  const word = problem?.code ?? '';
  const note = `${where}: ${answer.status} ${/^\w{1,40}$/.test(word) ? word : ''}`.trim();
  if (code === 'RATE_LIMITED' && problem?.ofTheDay)
    return new PlatformError('QUOTA_EXHAUSTED', { note, ...problem.whose, retryAt: nextMidnight(now) });
  const told = readRetryAfter(answer.headers['retry-after'], now);
  if (code === 'RATE_LIMITED')
    return new PlatformError(code, {
      note,
      ...problem?.whose,
      retryAt: told ?? new Date(now.getTime() + WAIT_MS),
    });
  return new PlatformError(code, { note, ...(told && code === 'PLATFORM_UNAVAILABLE' ? { retryAt: told } : {}) });
}
