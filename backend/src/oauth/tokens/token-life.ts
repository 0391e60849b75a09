/** Whether a token is still good, has to be refreshed, or has ended; and what follows when refreshing fails. Pure. */
import { CONNECTION_CODES } from '../../core/connection-codes.js';
import type { ConnectionCode, RetryClass } from '../../core/connection-codes.js';
import type { OAuthFacts } from '../../platforms/contract/descriptor.js';
import { isEnd } from './credential.js';
import type { CredentialRow } from './credential.js';

export type TokenRules = OAuthFacts['tokens'];
type Life = Pick<
  CredentialRow,
  'issuedAt' | 'expiresAt' | 'refreshExpiresAt' | 'consentExpiresAt' | 'nextTryAt' | 'code'
> & { readonly refreshToken: unknown };

/**
 * `good`: can be used. `due`: to be refreshed before use. `waiting`: has run out, and its refresh failed a short while ago.
 * `ended`: has run out, and nothing makes it new. `lost`: known to have ended.
 */
export type Standing = 'good' | 'due' | 'waiting' | 'ended' | 'lost';

const DAY_MS = 24 * 3600_000;
/** Lives shorter than the margin would be refreshed at every use. */
const MOST_OF_LIFE = 0.5;
const YOUNGEST_OF_LIFE = 0.25;

export function standingOf(token: Life, rules: TokenRules, now: Date): Standing {
  if (isEnd(token.code)) return 'lost';
  if (passed(token.consentExpiresAt, now)) return 'ended';
  const valid = !runOut(token, now);
  if (valid && !isShort(token, rules, now)) return 'good';
  if (!canRefresh(token, rules, now)) return valid ? 'good' : 'ended';
  if (token.nextTryAt && token.nextTryAt > now) return valid ? 'good' : 'waiting';
  return 'due';
}

/** Whether a refresh can be asked for at all, now. */
export function canRefresh(token: Life, rules: TokenRules, now: Date): boolean {
  switch (rules.refresh) {
    case 'none':
      return false;
    case 'itself': {
      const youngest = Math.min((rules.youngestSeconds ?? 0) * 1000, lifeMs(token) * YOUNGEST_OF_LIFE);
      return !runOut(token, now) && now.getTime() - token.issuedAt.getTime() >= youngest;
    }
    case 'rotating':
    case 'lasting':
      return token.refreshToken !== null && !passed(token.refreshExpiresAt, now);
  }
}

/** When it is over unless the talent consents anew; null where refreshing puts every end off. */
export function endOf(token: Life, { refresh }: TokenRules): Date | null {
  const renewable = refresh === 'itself' || (refresh !== 'none' && token.refreshToken !== null);
  const ends = [
    token.consentExpiresAt,
    refresh === 'lasting' ? token.refreshExpiresAt : null,
    renewable ? null : token.expiresAt,
  ].filter((end) => end !== null);
  return ends.length === 0 ? null : new Date(Math.min(...ends.map((end) => end.getTime())));
}

/** A talent is told so many days before. */
export const WARNINGS = [14, 7, 3, 1] as const;

/** `far`: nothing to tell. `put-off`: it had been told that it ends, and does not any more. */
export type EndStanding =
  { readonly kind: 'far' | 'put-off' | 'over' } | { readonly kind: 'soon'; readonly end: Date; readonly days: number };

/** What is to be told of its end now: each warning once, the latest whose time has come. */
export function endStandingOf(
  token: Life & { readonly warnedDays: number | null },
  rules: TokenRules,
  now: Date,
): EndStanding {
  const end = endOf(token, rules);
  const days = end === null ? Infinity : (end.getTime() - now.getTime()) / DAY_MS;
  if (end === null || days > WARNINGS[0]) return { kind: token.warnedDays === null ? 'far' : 'put-off' };
  if (days <= 0) return { kind: 'over' };
  const due = WARNINGS.findLast((warning) => days <= warning);
  const told = due === undefined || (token.warnedDays !== null && token.warnedDays <= due);
  return told ? { kind: 'far' } : { kind: 'soon', end, days: due };
}

export interface Failing {
  readonly failures: number;
  readonly failingSince: Date | null;
  readonly now: Date;
  /** In [0, 1). */
  readonly chance: number;
}

export type AfterFailure =
  | { readonly kind: 'lost'; readonly code: ConnectionCode; readonly why: 'refused' | 'failing' }
  | {
      readonly kind: 'keep';
      readonly nextTryAt: Date;
      readonly failingSince: Date | null;
      /** Whoever runs the deployment has to act. */
      readonly alert: boolean;
    };

const BACKOFF_SECONDS = 60;
const BACKOFF_MAX_SECONDS = 4 * 3600;
const JITTER = 0.2;
/** With nothing but failures for so long, the platform has forgotten us. */
const PATIENCE_MS = 4 * DAY_MS;

/** Only the platform's own word ends a consent, or days of failing; what is wrong at our end never does. */
const OURS: readonly RetryClass[] = ['operator', 'no'];

export function afterFailure(
  failure: { code: ConnectionCode; retryAt?: Date | undefined },
  around: Failing,
): AfterFailure {
  if (isEnd(failure.code)) return { kind: 'lost', code: failure.code, why: 'refused' };
  const ours = OURS.includes(CONNECTION_CODES[failure.code].retry);
  const failingSince = ours ? around.failingSince : (around.failingSince ?? around.now);
  if (!ours && failingSince && around.now.getTime() - failingSince.getTime() >= PATIENCE_MS)
    return { kind: 'lost', code: 'AUTH_RECONNECT_REQUIRED', why: 'failing' };
  return { kind: 'keep', nextTryAt: nextTry(failure.retryAt, around), failingSince, alert: ours };
}

function nextTry(told: Date | undefined, { failures, now, chance }: Failing): Date {
  const seconds = Math.min(BACKOFF_SECONDS * 2 ** Math.min(failures, 10), BACKOFF_MAX_SECONDS);
  const own = now.getTime() + Math.round(seconds * 1000 * (1 - JITTER + 2 * JITTER * chance));
  const latest = now.getTime() + BACKOFF_MAX_SECONDS * 1000 * (1 + JITTER);
  return new Date(Math.min(Math.max(own, told?.getTime() ?? 0), latest));
}

const passed = (end: Date | null, now: Date): boolean => end !== null && end <= now;
/** A token that nobody told the end of counts as over: it is refreshed before use. */
const runOut = ({ expiresAt }: Life, now: Date): boolean => expiresAt === null || expiresAt <= now;
const lifeMs = ({ issuedAt, expiresAt }: Life): number =>
  expiresAt === null ? 0 : Math.max(0, expiresAt.getTime() - issuedAt.getTime());

function isShort(token: Life, { marginSeconds }: TokenRules, now: Date): boolean {
  if (token.expiresAt === null) return true;
  const margin = Math.min(marginSeconds * 1000, lifeMs(token) * MOST_OF_LIFE);
  return token.expiresAt.getTime() - now.getTime() <= margin;
}
