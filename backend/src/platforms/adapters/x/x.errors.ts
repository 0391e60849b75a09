/** Which code an error answer of the API v2 stands for (response codes and partial errors, read 2026-08). */
import type { ConnectionCode } from '../../../core/connection-codes.js';
import { readEpochSeconds, readRetryAfter } from '../../../core/http/retry-after.js';
import { PlatformError } from '../../contract/platform-error.js';
import type { TokenProblem } from '../../wire/token-problem.js';
import type { WireAnswer } from '../../wire/wire-client.js';
import { errorSchema, problemStatusSchema, type WireProblem } from './x.schema.js';

/** Whose word the request was sent on. */
export type Asker = 'app' | 'talent';

/** By the last segment of `type`, whose host may be either of two. */
const BY_TYPE: Readonly<Record<string, ConnectionCode>> = {
  'resource-not-found': 'PROFILE_NOT_FOUND',
  'not-authorized-for-resource': 'PROFILE_PRIVATE',
  'unsupported-authentication': 'APP_CREDENTIALS_INVALID',
  'client-forbidden': 'APP_REVIEW_REQUIRED',
  'client-disconnected': 'PLATFORM_UNAVAILABLE',
  'usage-capped': 'QUOTA_EXHAUSTED',
  'rate-limit-exceeded': 'RATE_LIMITED',
  credits: 'APP_CREDITS_EXHAUSTED',
  'credits-depleted': 'APP_CREDITS_EXHAUSTED',
  'user-suspended': 'PROFILE_SUSPENDED',
  'invalid-request': 'PLATFORM_CONTRACT_CHANGED',
  'operational-disconnect': 'PLATFORM_UNAVAILABLE',
};

/** The older family. */
const BY_NUMBER: Readonly<Record<number, ConnectionCode>> = {
  34: 'PROFILE_NOT_FOUND',
  50: 'PROFILE_NOT_FOUND',
  63: 'PROFILE_SUSPENDED',
  64: 'PROFILE_SUSPENDED',
  88: 'RATE_LIMITED',
  99: 'APP_CREDENTIALS_INVALID',
  130: 'PLATFORM_UNAVAILABLE',
  131: 'PLATFORM_UNAVAILABLE',
  179: 'PROFILE_PRIVATE',
  326: 'AUTH_CHECKPOINT',
};
/** "Could not authenticate you", "Invalid or expired token": the token's fault, whoever's it is. */
const BAD_TOKEN = new Set([32, 89]);

const BY_STATUS: Readonly<Record<Asker, Readonly<Record<number, ConnectionCode>>>> = {
  app: { 401: 'APP_CREDENTIALS_INVALID', 403: 'PLATFORM_POLICY_BLOCKED' },
  // Expired and revoked look the same.
  talent: { 401: 'AUTH_RECONNECT_REQUIRED', 403: 'SCOPE_MISSING' },
};

/** Suspended accounts are told under the type of unknown ones; nothing but the sentence's beginning tells them apart. */
const SUSPENDED = 'User has been suspended:';

const MINUTE_MS = 60_000;
const WINDOW_MS = 15 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

const lastSegment = (type: string | null | undefined): string => /([a-z-]+)\/?$/.exec(type ?? '')?.[1] ?? '';

/** What a partial error says of the one account that was asked for. */
export function partialCode({ type, detail }: WireProblem): ConnectionCode {
  if (detail?.startsWith(SUSPENDED)) return 'PROFILE_SUSPENDED';
  const kind = lastSegment(type);
  return Object.hasOwn(BY_TYPE, kind) ? (BY_TYPE[kind] ?? 'SYNC_INTERNAL') : 'PLATFORM_CONTRACT_CHANGED';
}

interface Said {
  readonly kind: string;
  readonly number: number;
  readonly detail: string;
  /** Parameters that were found fault with. */
  readonly parameters: readonly string[];
}

function said(body: unknown): Said {
  const parsed = errorSchema.safeParse(body);
  const outer = parsed.success ? parsed.data : {};
  const first = outer.errors?.[0];
  return {
    kind: lastSegment(outer.type) || lastSegment(first?.type),
    number: first?.code ?? 0,
    detail: outer.detail ?? first?.detail ?? '',
    parameters: (outer.errors ?? []).flatMap((error) => Object.keys(error.parameters ?? {})),
  };
}

function codeOf(status: number, { kind, number, detail }: Said, asker: Asker): ConnectionCode {
  if (status === 402) return 'APP_CREDITS_EXHAUSTED';
  if (status >= 500) return 'PLATFORM_UNAVAILABLE';
  if (detail.startsWith(SUSPENDED)) return 'PROFILE_SUSPENDED';
  if (BAD_TOKEN.has(number)) return BY_STATUS[asker][401] ?? 'SYNC_INTERNAL';
  if (Object.hasOwn(BY_TYPE, kind)) return BY_TYPE[kind] ?? 'SYNC_INTERNAL';
  const known = BY_NUMBER[number] ?? BY_STATUS[asker][status];
  if (known) return known;
  if (status === 429) return 'RATE_LIMITED';
  return status === 410 ? 'PLATFORM_VERSION_SUNSET' : 'PLATFORM_CONTRACT_CHANGED';
}

/** A problem tells its status within, too, and may come where all looks well: an answer without data would mean that there is nobody. */
export function withToldStatus(answer: WireAnswer): WireAnswer {
  const { success, data } = problemStatusSchema.safeParse(answer.body);
  return answer.status === 200 && success ? { ...answer, status: data.status } : answer;
}

/** The error that an answer with a status other than 200 stands for. */
export function xError(answer: WireAnswer, path: string, asker: Asker, now: Date): PlatformError {
  const told = said(answer.body);
  const code = codeOf(answer.status, told, asker);
  const note = `${path}: ${answer.status} ${told.kind.slice(0, 60) || told.number || ''}`.trim();
  const reset = readEpochSeconds(answer.headers['x-rate-limit-reset'], now);
  const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
  const scope = asker === 'app' ? 'app' : 'account';
  if (code === 'RATE_LIMITED') return new PlatformError(code, { note, scope, retryAt: reset ?? later(WINDOW_MS) });
  if (code === 'QUOTA_EXHAUSTED') return new PlatformError(code, { note, scope: 'app', retryAt: later(DAY_MS) });
  const after = code === 'PLATFORM_UNAVAILABLE' ? readRetryAfter(answer.headers['retry-after'], now) : null;
  return new PlatformError(code, { note, ...(after ? { retryAt: after } : {}) });
}

/** Whether the answer finds fault with this parameter of the query. */
export const refusesParameter = ({ status, body }: WireAnswer, name: string): boolean =>
  status === 400 && said(body).parameters.includes(name);

/**
 * The token endpoint says `invalid_request` of almost everything; only whole sentences tell them apart (as quoted by
 * developers, 2022 to 2026).
 */
const BY_DESCRIPTION: Readonly<Record<string, Readonly<Record<TokenProblem['purpose'], ConnectionCode>>>> = {
  'Value passed for the authorization code was invalid.': ended('CONSENT_STATE_INVALID'),
  'Value passed for the token was invalid.': ended('AUTH_RECONNECT_REQUIRED'),
  'Value passed for the code verifier did not match the code challenge.': ended('CONSENT_STATE_INVALID'),
  'Value passed for the redirect uri did not match the uri of the authorization code.': ended('CONSENT_STATE_INVALID'),
};
const BAD_CLIENT = 'Value passed for the client id was invalid';

function ended(code: ConnectionCode): Readonly<Record<TokenProblem['purpose'], ConnectionCode>> {
  return { exchange: code, refresh: 'AUTH_RECONNECT_REQUIRED', revoke: 'AUTH_RECONNECT_REQUIRED' };
}

export function xTokenDialect({ purpose, error, description, status }: TokenProblem): ConnectionCode | null {
  if (status >= 500 || error !== 'invalid_request') return null;
  if (description.startsWith(BAD_CLIENT)) return 'APP_CREDENTIALS_INVALID';
  return Object.hasOwn(BY_DESCRIPTION, description) ? (BY_DESCRIPTION[description]?.[purpose] ?? null) : null;
}
