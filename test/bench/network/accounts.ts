/**
 * Made-up accounts whose growth is plain arithmetic: how many posts there are at a moment, and when each appeared, follow
 * from the account's number alone. What a network answers and what a bench expects of it are counted from here.
 */
export type PlatformName = 'bluesky' | 'x' | 'youtube';
export const PLATFORM_NAMES: readonly PlatformName[] = ['bluesky', 'x', 'youtube'];

const HOUR_MS = 3_600_000;
const FIGURES_GROW_HOURS = 72;

/** How often the accounts of a world post. */
export interface World {
  /** The moment up to which each account has posted `before` times. */
  readonly epoch: number;
  readonly before: number;
  /** Hours between two posts, and the share of accounts that post so often; in order. */
  readonly paces: readonly { readonly share: number; readonly hours: number }[];
}

/** From 0 to 1, spread evenly over the numbers. */
const spread = (number: number): number => ((number * 2_654_435_761) % 4_294_967_296) / 4_294_967_296;

function paceMs(world: World, number: number): number {
  let upTo = 0;
  for (const { share, hours } of world.paces) {
    upTo += share;
    if ((number % 1_000) / 1_000 < upTo) return hours * HOUR_MS;
  }
  throw new Error('The shares of the paces do not make a whole.');
}

/** The phase lies somewhere within one pace, so that posts appear evenly over time. */
function origin(world: World, number: number): number {
  const pace = paceMs(world, number);
  return world.epoch - world.before * pace + Math.ceil(spread(number) * pace);
}

/** How many posts there are: those with an index below it. */
export const postCount = (world: World, number: number, now: number): number =>
  Math.max(0, Math.floor((now - origin(world, number)) / paceMs(world, number)) + 1);

export const publishedAt = (world: World, number: number, index: number): number =>
  origin(world, number) + index * paceMs(world, number);

/** Likes of a post: they come for three days, hour by hour, and then no more. */
export function likesOf(world: World, number: number, index: number, now: number): number {
  const hours = Math.floor((now - publishedAt(world, number, index)) / HOUR_MS);
  return 10 + (number % 500) + 3 * Math.min(Math.max(hours, 0), FIGURES_GROW_HOURS);
}

/** One more a day, each account at its own hour. */
export const followersOf = (world: World, number: number, now: number): number =>
  1_000 + number + Math.floor((now - world.epoch) / (24 * HOUR_MS) + spread(number + 7));
