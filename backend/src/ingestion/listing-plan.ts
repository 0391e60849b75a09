/** Whether an account's posts are to be listed in this sync, and how far. Pure. */
import { depthOf } from './figures-plan.js';
import type { PostSpan } from './figures-plan.js';
import { readCheckpoint } from './listing-checkpoint.js';
import type { ListingCheckpoint } from './listing-checkpoint.js';

/** A Subject has most of these. */
export interface ListingFacts {
  readonly postsCursor: string | null;
  readonly method: 'MANUAL' | 'OAUTH';
  readonly listedCount: bigint | null;
  readonly listedAt: Date | null;
  readonly relist: boolean;
  /** The platform's own count, as the profile was just read; null where it tells none. */
  readonly count: number | null;
  /** Figures can be read post by post, without the list. */
  readonly looksUpFigures: boolean;
  /** Ages whose figures are due. */
  readonly due: readonly PostSpan[];
}

export interface Listing {
  readonly why: 'resume' | 'first' | 'relist' | 'fewer' | 'more' | 'untold' | 'figures';
  /** To the end or the depth; otherwise to the first page that meets what is known. */
  readonly whole: boolean;
  /** At least down to posts as old as this, known or not; null: no such wish. */
  readonly downTo: Date | null;
  /** Where an interrupted listing is taken up. */
  readonly from: ListingCheckpoint | null;
  /** The count to remember once the listing is through. */
  readonly count: number | null;
  /** So many posts at least are new, by the count; null where it tells nothing of that. */
  readonly grown: number | null;
  readonly by: ListingCheckpoint['by'];
}

/** Null where the list can't have changed, as far as the platform tells. */
export function planListing(facts: ListingFacts): Listing | null {
  const { method: by, postsCursor } = facts;
  const from = readCheckpoint(postsCursor, by);
  const rest = { by, downTo: facts.looksUpFigures ? null : depthOf(facts.due) };
  if (from) return { ...rest, why: 'resume', whole: from.whole, from, count: from.count, grown: null };
  const why = whyAnew(facts, rest.downTo !== null);
  if (why === null) return null;
  const whole = why === 'first' || why === 'relist' || why === 'fewer';
  return { ...rest, why, whole, from: null, count: facts.count, grown: why === 'more' ? growth(facts) : null };
}

const growth = ({ count, listedCount }: ListingFacts): number | null =>
  count === null || listedCount === null ? null : count - Number(listedCount);

function whyAnew(
  { postsCursor, listedAt, relist, count, listedCount }: ListingFacts,
  forFigures: boolean,
): Exclude<Listing['why'], 'resume'> | null {
  // A cursor that leads nowhere any more was left by a listing that did not come to its end.
  if (listedAt === null || postsCursor !== null) return 'first';
  if (relist) return 'relist';
  if (count === null) return 'untold';
  if (listedCount === null || BigInt(count) > listedCount) return 'more';
  if (BigInt(count) < listedCount) return 'fewer';
  return forFigures ? 'figures' : null;
}
