/** For specs: listings of an account that posts once an hour, and the way through them. */
import type { NormalizedPost, PostPage } from '../../platforms/contract/normalized.js';
import type { Listing } from '../listing-plan.js';
import { ListingWalk } from '../listing-walk.js';

const HOUR = 3_600_000;
const NEWEST = Date.parse('2026-11-22T10:00:00.000Z');
export const WHOLE: Listing = {
  why: 'relist',
  whole: true,
  downTo: null,
  from: null,
  count: 100,
  grown: null,
  by: 'MANUAL',
};
export const NEW: Listing = { ...WHOLE, why: 'more', whole: false };

export const dated = (index: number) => new Date(NEWEST - index * HOUR);
/** Post number `index` of an account, newest first, one an hour. */
export const aPost = (index: number): NormalizedPost => ({
  platformPostId: `post-${index}`,
  kind: 'text',
  url: 'https://example.com/post',
  title: null,
  text: null,
  publishedAt: dated(index),
  thumbnailUrl: null,
  durationSeconds: null,
  language: null,
  metrics: { views: null, likes: null, comments: null, shares: null, quotes: null, saves: null },
  blanks: {},
});
export const aPage = (from: number, count: number, nextCursor: string | null): PostPage => ({
  posts: Array.from({ length: count }, (_, offset) => aPost(from + offset)),
  nextCursor,
});
export const ids = (posts: readonly NormalizedPost[]) => posts.map((post) => post.platformPostId);
export const aWalk = (listing: Listing, depth = 100, pagesPerRun = 10) =>
  new ListingWalk(listing, { depth, pagesPerRun });
