/** When a healthy connection is read next. Pure. */

import type { Tier } from '../connections/connection-sync.service.js';

export interface CadenceFacts {
  readonly now: Date;
  /** The regular interval; reading more often is waste. */
  readonly intervalMinutes: number;
  /** How often the limits let everyone of the platform be read (`evenSeconds`); null where nothing forbids the interval. */
  readonly attainableSeconds: number | null;
  readonly tier: Tier;
  /** When the newest known post was published. */
  readonly newestAt: Date | null;
  /** When somebody last looked. */
  readonly watchedAt: Date | null;
  /** Share of the limits that is still unused, 0 to 1; null where nothing is known to be used. */
  readonly budgetLeft: number | null;
  /** 0 to 1, the same for all who are read in one call, so that they stay together. */
  readonly chance: number;
}

/** Connections that are read alike: how many calls one reading of them takes, and how often they are due beside others. */
export interface Demand {
  readonly calls: number;
  readonly pace: number;
}

/** So little that waiting for a turn fits in as well before a figure is an hour old, and calls are not spent on less. */
const JITTER = 0.02;
const LONGEST_SECONDS = 24 * 3600;
const WATCHED_MS = 15 * 60_000;
const WATCHED_PACE = 4;
const WATCHED_FLOOR_SECONDS = 10 * 60;
/** While somebody looks, reads come sooner only with so much of the limits to spare. */
const WATCHED_LEFT = 0.5;
const DAY_MS = 86_400_000;
const LIVELY_DAYS = 7;
const QUIET_DAYS = 90;

const TIER_PACE: Readonly<Record<Tier, number>> = { priority: 2, standard: 1, economy: 0.5 };

/** How often a connection is due beside one of the standard tier about which nothing is known, by the age of its newest post. */
export function paceOf(tier: Tier, newestDays: number | null): number {
  return TIER_PACE[tier] * liveliness(newestDays);
}

function liveliness(newestDays: number | null): number {
  if (newestDays === null) return 1;
  if (newestDays < LIVELY_DAYS) return 1.5;
  return newestDays < QUIET_DAYS ? 1 : 0.5;
}

export function nextRegular(facts: CadenceFacts): Date {
  const seconds = isWatched(facts) ? watchedSeconds(regularSeconds(facts)) : regularSeconds(facts);
  const jittered = seconds * (1 - JITTER + 2 * JITTER * facts.chance);
  return new Date(facts.now.getTime() + Math.round(Math.min(jittered, longestSeconds(facts)) * 1000));
}

const longestSeconds = ({ intervalMinutes }: CadenceFacts): number => Math.max(LONGEST_SECONDS, intervalMinutes * 60);
const watchedSeconds = (regular: number): number =>
  Math.min(regular, Math.max(WATCHED_FLOOR_SECONDS, regular / WATCHED_PACE));

function regularSeconds({ now, intervalMinutes, attainableSeconds, tier, newestAt }: CadenceFacts): number {
  const days = newestAt && (now.getTime() - newestAt.getTime()) / DAY_MS;
  return Math.max(intervalMinutes * 60, (attainableSeconds ?? 0) / paceOf(tier, days));
}

function isWatched({ now, watchedAt, budgetLeft }: CadenceFacts): boolean {
  if (!watchedAt || now.getTime() - watchedAt.getTime() > WATCHED_MS) return false;
  return budgetLeft === null || budgetLeft >= WATCHED_LEFT;
}

/**
 * The interval E for which everyone, read each `max(least, E / pace)` seconds, spends just what the limits allow; null where
 * they allow `least` for all. Those who would come too soon come each `least` seconds, and what they leave is for the others.
 */
export function evenSeconds(demands: readonly Demand[], callsPerSecond: number, leastSeconds: number): number | null {
  const total = demands.reduce((sum, { calls }) => sum + calls, 0);
  if (total / leastSeconds <= callsPerSecond) return null;
  if (callsPerSecond <= 0) return Infinity;
  const quickFirst = demands.toSorted((a, b) => b.pace - a.pace);
  let left = callsPerSecond;
  let weight = quickFirst.reduce((sum, { calls, pace }) => sum + calls * pace, 0);
  for (const { calls, pace } of quickFirst) {
    const even = weight / left;
    if (even / pace >= leastSeconds) return even;
    left -= calls / leastSeconds;
    weight -= calls * pace;
  }
  return null;
}
