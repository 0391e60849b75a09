/** Which code a token endpoint's refusal stands for: RFC 6749 and 7009 here, a platform's own dialect before them. */
import type { ConnectionCode } from '../../core/connection-codes.js';
import { readRetryAfter } from '../../core/http/retry-after.js';
import { PlatformError } from '../contract/platform-error.js';
import { isRecord } from './token-answer.js';
import type { WireAnswer } from './wire-client.js';

export type TokenPurpose = 'exchange' | 'refresh' | 'revoke';

/** A refusal, in any status. What stands in it was written by a stranger: to be compared, never shown or noted. */
export interface TokenProblem {
  readonly purpose: TokenPurpose;
  readonly status: number;
  /** `error`, or the code inside it; empty where there is none. */
  readonly error: string;
  /** `error_description`, or the message inside `error`; empty where there is none. */
  readonly description: string;
  /** Undefined where the answer was no JSON. */
  readonly body: unknown;
}

/** What a platform says in its own way: documented codes, and whole sentences only where there is no code. Null: as usual. */
export type TokenDialect = (problem: TokenProblem) => ConnectionCode | null;

const ENDED: Readonly<Record<TokenPurpose, ConnectionCode>> = {
  exchange: 'CONSENT_STATE_INVALID',
  refresh: 'AUTH_RECONNECT_REQUIRED',
  revoke: 'AUTH_RECONNECT_REQUIRED',
};

const DEFAULT_WAIT_MS = 60_000;

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

function usualCode({ purpose, status, error, body }: TokenProblem): ConnectionCode {
  if (status === 429) return 'RATE_LIMITED';
  if (status >= 500 || body === undefined) return 'PLATFORM_UNAVAILABLE';
  switch (error) {
    case 'invalid_grant':
    case 'invalid_token':
      return ENDED[purpose];
    case 'invalid_client':
    case 'unauthorized_client':
      return 'APP_CREDENTIALS_INVALID';
    case 'server_error':
    case 'temporarily_unavailable':
      return 'PLATFORM_UNAVAILABLE';
    default:
      return status === 401 ? 'APP_CREDENTIALS_INVALID' : 'PLATFORM_CONTRACT_CHANGED';
  }
}

/** Codes are words; what is not one might be an echo of what was sent. */
const noted = (error: string): string =>
  /^[a-z]+(_[a-z]+)*$|^\d{1,6}$/i.test(error) && error.length <= 40 ? error : '';

export function problemOf(answer: Pick<WireAnswer, 'status' | 'body'>, purpose: TokenPurpose): TokenProblem {
  const body = isRecord(answer.body) ? answer.body : {};
  const inner = isRecord(body['error']) ? body['error'] : {};
  return {
    purpose,
    status: answer.status,
    error: textOf(body['error']) || textOf(inner['code'] ?? inner['type']),
    description: textOf(body['error_description']) || textOf(inner['message']),
    body: answer.body,
  };
}

export function tokenError(
  problem: TokenProblem,
  { path, headers, now, dialect }: { path: string; headers: WireAnswer['headers']; now: Date; dialect?: TokenDialect },
): PlatformError {
  const code = dialect?.(problem) ?? usualCode(problem);
  const note = `${path}: ${problem.status} ${noted(problem.error)}`.trim();
  const told = readRetryAfter(headers['retry-after'], now);
  if (code === 'RATE_LIMITED')
    return new PlatformError(code, { note, retryAt: told ?? new Date(now.getTime() + DEFAULT_WAIT_MS) });
  return new PlatformError(code, { note, ...(told && code === 'PLATFORM_UNAVAILABLE' ? { retryAt: told } : {}) });
}
