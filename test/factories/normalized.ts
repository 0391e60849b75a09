/** What an adapter would have made of an answer. */
import type { NormalizedPost, NormalizedProfile } from '../../backend/src/platforms/contract/normalized.js';

const NO_FIGURES = { views: null, likes: null, comments: null, shares: null, quotes: null, saves: null } as const;

export const aReadPost = (platformPostId: string, given: Partial<NormalizedPost> = {}): NormalizedPost => ({
  platformPostId,
  kind: 'text',
  url: `https://example.com/${platformPostId}`,
  title: null,
  text: `Words of ${platformPostId}`,
  publishedAt: new Date('2026-03-01T12:00:00Z'),
  thumbnailUrl: null,
  durationSeconds: null,
  language: 'en',
  metrics: { ...NO_FIGURES, likes: 1 },
  blanks: { views: 'not_supported' },
  ...given,
});

export const withLikes = (post: NormalizedPost, likes: number): NormalizedPost => ({
  ...post,
  metrics: { ...post.metrics, likes },
});

export const aReadProfile = (
  platformAccountId: string,
  handle: string,
  given: Partial<NormalizedProfile> = {},
): NormalizedProfile => ({
  platformAccountId,
  handle,
  displayName: handle,
  bio: null,
  url: `https://example.com/${handle}`,
  avatarUrl: null,
  bannerUrl: null,
  metrics: { followers: 10, following: 5, posts: 3, views: null },
  blanks: { views: 'not_supported' },
  verified: null,
  accountType: null,
  createdAtPlatform: null,
  country: null,
  hints: {},
  ...given,
});
