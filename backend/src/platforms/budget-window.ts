/**
 * What is known of one window of a limit, by one process. Every process counts its own calls in cells of its own, so that
 * knowledge from anywhere is put together by taking the larger number of each cell: nothing is counted twice, and nothing
 * that somebody remembers is lost. Cells carry the moment at which they begin; those that the window has left don't count.
 */
import { dayIn, type Day } from './limits-day.js';
import { scopeOf } from './limits.js';
import type { StandingLimit } from './limits-book.js';
import type { CallDescription } from './budget.js';

/** For so long a share that was told is believed. */
export const GLANCE_MS = 5 * 60_000;
/** A window that rolls is counted in so many parts: what is full is free again after a window and one part. */
const PARTS = 60;

export interface WindowRule {
  /** In Redis. */
  readonly key: string;
  readonly platform: string;
  readonly credentialId: string;
  readonly limit: StandingLimit;
  readonly windowMs: number;
  readonly partMs: number;
  /** The day of the calendar that it counts; null where it rolls, or the platform tells when it begins. */
  readonly day: Day | null;
}

export interface WindowState {
  /** Of what Redis holds: another one means that Redis has lost something. Empty while nothing is known of it. */
  epoch: string;
  /** Cells that began earlier are of an earlier window; 0 where it rolls. */
  since: number;
  /** When it begins anew, as told or by the calendar; 0 where it rolls. */
  until: number;
  /** The limit as told; 0 where it is not. */
  told: number;
  /** `process@beginning` → units. */
  cells: Map<string, number>;
  /** Own cells as Redis has confirmed them. */
  confirmed: Map<string, number>;
}

/** What a platform tells, without what cannot be. */
export interface SoundUsage {
  readonly limit?: number;
  readonly remaining?: number;
  readonly share?: number;
  readonly reset?: number;
}

export const unknownWindow = (): WindowState => ({
  ...{ epoch: '', since: 0, until: 0, told: 0 },
  ...{ cells: new Map<string, number>(), confirmed: new Map<string, number>() },
});

/** Keys of one credential and class lie together: one script reads them all. */
export const keyOf = ({
  credentialId,
  endpointClass,
}: Pick<CallDescription, 'credentialId' | 'endpointClass'>): string =>
  `rostrum:budget:{${credentialId}|${endpointClass}}`;

export function ruleOf(
  limit: StandingLimit,
  call: Pick<CallDescription, 'platform' | 'credentialId' | 'endpointClass' | 'subject'>,
  now: number,
): WindowRule | null {
  const own = scopeOf(limit) === 'account';
  if (own && call.subject === null) return null;
  const windowMs = limit.windowSeconds * 1_000;
  const day = limit.midnightIn && limit.windowSeconds === 86_400 ? dayIn(limit.midnightIn, now) : null;
  const key = `${keyOf(call)}:w${limit.windowSeconds}${own ? `:${call.subject}` : ''}`;
  const { platform, credentialId } = call;
  return { key, platform, credentialId, limit, windowMs, partMs: Math.ceil(windowMs / PARTS), day };
}

const beginningOf = (cell: string): number => Number(cell.slice(cell.lastIndexOf('@') + 1));

/** The cell that a call is counted in now. */
export function cellNow(me: string, { partMs, day }: WindowRule, { since }: WindowState, now: number): string {
  const beginning = day ? since : since + Math.floor((now - since) / partMs) * partMs;
  return `${me}@${beginning}`;
}

/** Lets go of what the window has left by now. */
export function moveOn(state: WindowState, { day, partMs, windowMs }: WindowRule, now: number): void {
  if (day && day.start >= state.since) [state.since, state.until] = [day.start, day.end];
  else if (!day && state.until > 0 && now >= state.until) [state.since, state.until] = [state.until, 0];
  const counts = (cell: string) => {
    const beginning = beginningOf(cell);
    return beginning >= state.since && (state.until > 0 || beginning + partMs > now - windowMs);
  };
  for (const cell of state.cells.keys()) if (!counts(cell)) state.cells.delete(cell);
  for (const cell of state.confirmed.keys()) if (!state.cells.has(cell)) state.confirmed.delete(cell);
}

export const usedOf = ({ cells }: Pick<WindowState, 'cells'>): number => [...cells.values()].reduce((a, b) => a + b, 0);

/** The platform's word goes over what is published, and never over what the operator chose. */
export function allowanceOf({ limit }: Pick<WindowRule, 'limit'>, { told }: Pick<WindowState, 'told'>): number {
  if (told <= 0) return limit.calls;
  return limit.chosen ? Math.min(limit.calls, told) : told;
}

/** Takes in what Redis, or a ledger, knows. */
export function learn(state: WindowState, known: Omit<WindowState, 'confirmed'>): void {
  const later = known.since > state.since || (known.since === state.since && known.until > state.until);
  if (later) [state.since, state.until] = [known.since, known.until];
  if (known.told > 0) state.told = known.told;
  if (known.epoch !== '') state.epoch = known.epoch;
  for (const [cell, units] of known.cells) state.cells.set(cell, Math.max(units, state.cells.get(cell) ?? 0));
}

/** What a platform tells; answers how many units it knows of that nobody here counted. */
export function hear(
  me: string,
  state: WindowState,
  rule: WindowRule,
  usage: SoundUsage,
  now: number,
): { readonly cell: string; readonly units: number } {
  if (usage.limit !== undefined) state.told = usage.limit;
  if (usage.reset !== undefined && !rule.day) {
    const begins = Math.min(usage.reset - rule.windowMs, ...[...state.cells.keys()].map(beginningOf));
    [state.since, state.until] = [Math.max(state.since, begins), usage.reset];
    moveOn(state, rule, now);
  }
  const all = usage.limit ?? (state.told > 0 ? state.told : rule.limit.calls);
  const byRest = usage.remaining === undefined ? 0 : all - usage.remaining;
  if (byRest > usedOf(state)) return { cell: cellNow(me, rule, state, now), units: Math.ceil(byRest - usedOf(state)) };
  const byShare = (usage.share ?? 0) * allowanceOf(rule, state);
  return { cell: glimpse(me, rule, state, now), units: Math.ceil(byShare - usedOf(state)) };
}

/** What is told as a share falls as the window rolls on: it is believed until somebody looks again. */
function glimpse(me: string, rule: WindowRule, state: WindowState, now: number): string {
  const beginning = now + GLANCE_MS - rule.partMs - rule.windowMs;
  const short = beginning >= now - rule.partMs || beginning < state.since;
  if (state.until > 0 || short) return cellNow(me, rule, state, now);
  return `${me}@${Math.floor(beginning / 1_000) * 1_000}`;
}

/** When so many units will have left the window. */
export function freeAt(state: WindowState, { partMs, windowMs }: WindowRule, units: number, now: number): number {
  if (state.until > 0) return state.until;
  let left = units;
  const cells = [...state.cells].sort(([a], [b]) => beginningOf(a) - beginningOf(b));
  for (const [cell, count] of cells) {
    left -= count;
    if (left <= 0) return beginningOf(cell) + partMs + windowMs;
  }
  return now + windowMs;
}
