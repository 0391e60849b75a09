/** How posts are put into full calls, and what waits for the next sync so that a call less does. Pure. */
import { chunked } from '../core/chunked.js';
import type { DueAge } from './figures-plan.js';

/** Of one account and of one age: these are read together, or not at all. */
export interface FiguresUnit<P> {
  readonly age: Pick<DueAge, 'canWait'>;
  readonly posts: readonly P[];
}

export interface Pack<P> {
  /** Posts are read whole, not only their figures. */
  readonly whole: boolean;
  readonly posts: readonly P[];
}

/**
 * What does not fill the last call waits, where all of that can, and others are read now: with these, the next sync fills
 * its calls as well. Answers what waits.
 */
export function waiting<P>(units: readonly FiguresUnit<P>[], others: number, size: number): Set<FiguresUnit<P>> {
  const count = others + units.reduce((sum, { posts }) => sum + posts.length, 0);
  const over = count % size;
  const none = new Set<FiguresUnit<P>>();
  if (over === 0 || count < size) return none;
  const able = units.filter(({ age }) => age.canWait).toSorted((a, b) => b.posts.length - a.posts.length);
  const chosen = new Set<FiguresUnit<P>>();
  let left = over;
  for (const unit of able) {
    if (unit.posts.length > left) continue;
    chosen.add(unit);
    left -= unit.posts.length;
  }
  // What is left of the last call is small: the smallest that is large enough takes it along.
  if (left > 0) {
    const last = able.findLast((unit) => !chosen.has(unit) && unit.posts.length >= left);
    if (!last) return none;
    chosen.add(last);
  }
  return chosen;
}

/** `whole`: posts that are read whole; the room in their last call is for figures, which come along. */
export function packsOf<P>(whole: readonly P[], figures: readonly P[], size: number): Pack<P>[] {
  const spare = (size - (whole.length % size)) % size;
  const first = whole.length > 0 ? figures.slice(0, spare) : [];
  return [
    ...chunked([...whole, ...first], size).map((posts) => ({ whole: true, posts })),
    ...chunked(figures.slice(first.length), size).map((posts) => ({ whole: false, posts })),
  ];
}
