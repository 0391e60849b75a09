/** Posts as an adapter would hand them on, made up. */
import type { NormalizedPost } from '../../backend/src/platforms/contract/normalized.js';

const DAY_MS = 86_400_000;
const NEWEST = Date.UTC(2026, 0, 1);

/** `edition` changes the words and figures of every post, and none of their ids. */
export function madeUpPosts(count: number, edition: number, from: number): NormalizedPost[] {
  return Array.from({ length: count }, (_, index) => post(from + index, edition));
}

const post = (number: number, edition: number): NormalizedPost => ({
  platformPostId: `3k${number.toString(36).padStart(11, '0')}`,
  kind: number % 3 === 0 ? 'image' : 'text',
  url: `https://bsky.app/profile/person.bsky.social/post/3k${number.toString(36).padStart(11, '0')}`,
  title: null,
  text: `Edition ${edition} of post ${number}. ${'On the road, day after day. '.repeat(4)}`,
  publishedAt: new Date(NEWEST - number * DAY_MS * 0.01),
  thumbnailUrl: number % 3 === 0 ? `https://cdn.bsky.app/img/feed_thumbnail/plain/did:plc:person/${number}@jpeg` : null,
  durationSeconds: null,
  language: 'en',
  metrics: { views: null, likes: 1000 + number + edition, comments: 40 + edition, shares: 7, quotes: 1, saves: null },
  blanks: { views: 'not_supported', saves: 'not_supported' },
});
