/** What follows when a sync fails: one exhaustive decision per retry class of the code. Pure; chance comes in as a number. */
import { CONNECTION_CODES } from '../core/connection-codes.js';
import type { ConnectionCode, RetryClass } from '../core/connection-codes.js';
import type { Cause, Outcome } from '../connections/connection-sync.service.js';

export interface Failure {
  readonly code: ConnectionCode;
  readonly retryAt: Date | undefined;
  /** Set where no call was made: a limit or an outage that is known already held it back. */
  readonly held?: 'limit' | 'outage' | undefined;
}

export interface Circumstances {
  readonly now: Date;
  readonly cause: Cause;
  /** Automatic retries used up in this sync. */
  readonly attempt: number;
  /** Failed syncs in a row. */
  readonly failures: number;
  /** How the product stood before. */
  readonly outcome: Outcome;
  readonly strikes: number;
  readonly strikesSince: Date | null;
  /** Pauses before the automatic retries, in seconds. */
  readonly retrySeconds: readonly number[];
  /** In [0, 1). */
  readonly chance: number;
}

export type Verdict =
  /** Transient: try again at `at`; uses an attempt. */
  | { readonly kind: 'retry'; readonly at: Date }
  /** A limit: come back at `at`; uses no attempt, changes no status. */
  | { readonly kind: 'defer'; readonly at: Date }
  /** The platform is down, as others found: come back at `at`; uses no attempt either. */
  | { readonly kind: 'outage'; readonly at: Date }
  /** The account could not be found, but was there before: count it, keep what is known. */
  | { readonly kind: 'strike'; readonly at: Date; readonly count: number; readonly since: Date }
  /** Consent has ended and nothing is public: nothing is due until there is consent again. */
  | { readonly kind: 'rest' }
  /** ERROR; still looked at again, later and later. */
  | { readonly kind: 'fail'; readonly at: Date };

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** After an outage: 15 min, 1 h, then every 6 h. */
const HEAL_LADDER = [15 * MINUTE, HOUR, 6 * HOUR] as const;
/** Where a person has to act first. */
const PROBE_SECONDS = DAY;
/** Where a limit came without a time. */
const LIMIT_SECONDS = MINUTE;
const LIMIT_MAX_SECONDS = 25 * HOUR;
const JITTER = 0.2;
const STRIKES_TO_FAIL = 3;
const STRIKE_SPAN_SECONDS = DAY;
const STRIKE_AGAIN_SECONDS = 8 * HOUR;

/** A background read that can't find the account strikes; these others are certain at once. */
export const STRIKING: readonly ConnectionCode[] = [
  'PROFILE_NOT_FOUND',
  'PROFILE_PRIVATE',
  'PROFILE_DELETED',
  'PROFILE_SUSPENDED',
];

/** Those who keep the tokens have seen to it by then. */
const CONSENT_ENDED: readonly ConnectionCode[] = ['AUTH_RECONNECT_REQUIRED', 'AUTH_REVOKED'];

export function decide(failure: Failure, around: Circumstances): Verdict {
  if (CONSENT_ENDED.includes(failure.code)) return { kind: 'rest' };
  if (failure.held === 'outage') return { kind: 'outage', at: waitEnd(failure, around) };
  return DECISIONS[CONNECTION_CODES[failure.code].retry](failure, around);
}

const DECISIONS: Readonly<Record<RetryClass, (failure: Failure, around: Circumstances) => Verdict>> = {
  auto: (_, around) => retryOrFail(around),
  'when-told': (failure, around) => ({ kind: 'defer', at: waitEnd(failure, around) }),
  user: (failure, around) => (strikes(failure, around) ? strike(around) : failAfter(PROBE_SECONDS, around)),
  no: (_, around) => failAfter(PROBE_SECONDS, around),
  operator: (_, around) => failAfter(ladder(around.failures), around),
};

function retryOrFail(around: Circumstances): Verdict {
  const pause = around.cause === 'heal' ? undefined : around.retrySeconds[around.attempt];
  if (pause === undefined) return failAfter(ladder(around.failures), around);
  return { kind: 'retry', at: later(around.now, spread(pause, around.chance)) };
}

function waitEnd({ retryAt }: Failure, { now, chance }: Circumstances): Date {
  const told = retryAt === undefined ? LIMIT_SECONDS : (retryAt.getTime() - now.getTime()) / 1000;
  const seconds = Math.min(Math.max(told, 1), LIMIT_MAX_SECONDS);
  return later(now, seconds + chance * Math.min(seconds * JITTER, MINUTE));
}

const strikes = ({ code }: Failure, { outcome }: Circumstances): boolean =>
  STRIKING.includes(code) && (outcome === 'ok' || outcome === 'partial');

function strike(around: Circumstances): Verdict {
  const count = around.strikes + 1;
  const since = around.strikesSince ?? around.now;
  const lasted = (around.now.getTime() - since.getTime()) / 1000;
  if (count >= STRIKES_TO_FAIL && lasted >= STRIKE_SPAN_SECONDS) return failAfter(PROBE_SECONDS, around);
  return { kind: 'strike', at: later(around.now, spread(STRIKE_AGAIN_SECONDS, around.chance)), count, since };
}

const failAfter = (seconds: number, { now, chance }: Circumstances): Verdict => ({
  kind: 'fail',
  at: later(now, spread(seconds, chance)),
});
const ladder = (failures: number): number => HEAL_LADDER[Math.min(failures, HEAL_LADDER.length - 1)] ?? HEAL_LADDER[0];
const spread = (seconds: number, chance: number): number => seconds * (1 - JITTER + 2 * JITTER * chance);
const later = (from: Date, seconds: number): Date => new Date(from.getTime() + Math.round(seconds * 1000));
