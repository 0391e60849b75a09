/** The fewest calls that an hour of reading takes, counted from the accounts' growth alone; the product has no part in it. */
import { PLATFORM_NAMES, postCount, publishedAt, type PlatformName, type World } from '../network/accounts.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How many accounts, and how many posts, each platform tells of in one call. */
export const BATCHES: Readonly<Record<PlatformName, { readonly profiles: number; readonly figures: number }>> = {
  bluesky: { profiles: 25, figures: 25 },
  x: { profiles: 100, figures: 100 },
  youtube: { profiles: 50, figures: 50 },
};

/** Their lists tell no more than ids: what is new is looked up as well, and figures of the rest as if there had been no list. */
const BARE_LISTS: readonly PlatformName[] = ['youtube'];

/** How often the figures of a post are read in an hour: hourly, 6-hourly, daily, weekly. */
function readingsAnHour(ageMs: number): number {
  if (ageMs < 2 * DAY_MS) return 1;
  if (ageMs < 7 * DAY_MS) return 1 / 6;
  return ageMs < 90 * DAY_MS ? 1 / 24 : 1 / 168;
}

export interface Mix {
  readonly world: World;
  readonly count: number;
  readonly platformOf: (number: number) => PlatformName;
  /** Posts of each account that were known at the world's epoch; all later ones are. */
  readonly kept: number;
}

export interface Minimum {
  readonly profiles: number;
  /** One for each account whose count moved. */
  readonly lists: number;
  /** Packed; those that a list brings along are not read again. */
  readonly figures: number;
}

export function minimumOf(mix: Mix, from: number): Readonly<Record<PlatformName, Minimum>> {
  const accounts = { bluesky: 0, x: 0, youtube: 0 };
  const lists = { bluesky: 0, x: 0, youtube: 0 };
  const posts = { bluesky: 0, x: 0, youtube: 0 };
  for (let number = 0; number < mix.count; number += 1) {
    const platform = mix.platformOf(number);
    const grown = postCount(mix.world, number, from + HOUR_MS) - postCount(mix.world, number, from);
    accounts[platform] += 1;
    if (grown > 0) lists[platform] += 1;
    if (grown === 0 || BARE_LISTS.includes(platform)) posts[platform] += postsDue(mix, number, from);
    if (BARE_LISTS.includes(platform)) posts[platform] += grown;
  }
  const minimum = (platform: PlatformName): Minimum => ({
    profiles: Math.ceil(accounts[platform] / BATCHES[platform].profiles),
    lists: lists[platform],
    figures: Math.ceil(posts[platform] / BATCHES[platform].figures),
  });
  return { bluesky: minimum('bluesky'), x: minimum('x'), youtube: minimum('youtube') };
}

function postsDue({ world, kept }: Mix, number: number, at: number): number {
  const count = postCount(world, number, at);
  const first = postCount(world, number, world.epoch) - kept;
  let due = 0;
  for (let index = first; index < count; index += 1) due += readingsAnHour(at - publishedAt(world, number, index));
  return due;
}

const callsOf = ({ profiles, lists, figures }: Minimum): number => profiles + lists + figures;

export const totalOf = (minimum: Readonly<Record<PlatformName, Minimum>>): number =>
  PLATFORM_NAMES.reduce((sum, platform) => sum + callsOf(minimum[platform]), 0);
