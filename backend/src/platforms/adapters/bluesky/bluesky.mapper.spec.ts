import { readFileSync } from 'node:fs';
import { mapFeed, mapProfile } from './bluesky.mapper.js';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(`backend/src/platforms/adapters/bluesky/fixtures/${name}.json`, 'utf8'));
const DID = 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa';

describe('mapProfile', () => {
  it('reads every fact from its place', () => {
    expect(mapProfile(fixture('profile'))).toEqual({
      platformAccountId: DID,
      handle: 'talent.example.com',
      displayName: 'Talent Ünïcödé 🎨',
      bio: 'Creator.\nLinks: https://example.test/a?b=1&c=2 <b>x</b>',
      url: 'https://bsky.app/profile/talent.example.com',
      avatarUrl: `https://cdn.bsky.app/img/avatar/plain/${DID}/bafkrei@jpeg`,
      bannerUrl: `https://cdn.bsky.app/img/banner/plain/${DID}/bafkrei@jpeg`,
      metrics: { followers: 5543, following: 296, posts: 65, views: null },
      blanks: { views: 'not_supported' },
      verified: true,
      accountType: null,
      createdAtPlatform: new Date('2023-09-19T15:47:01.417Z'),
      country: null,
      hints: {},
    });
  });

  it('reads an account that says nothing of itself', () => {
    expect(mapProfile({ did: DID, handle: 'handle.invalid' })).toMatchObject({
      handle: null,
      displayName: null,
      url: `https://bsky.app/profile/${DID}`,
      avatarUrl: null,
      metrics: { followers: null, following: null, posts: null },
      blanks: { followers: 'not_yet', following: 'not_yet', posts: 'not_yet' },
      verified: null,
      accountType: null,
      createdAtPlatform: null,
    });
  });

  it('tells "not verified" from "not said"', () => {
    const base = { did: DID, handle: 'a.example.com' };
    expect(
      mapProfile({ ...base, verification: { verifiedStatus: 'none', trustedVerifierStatus: 'none' } }).verified,
    ).toBe(false);
    expect(
      mapProfile({ ...base, verification: { verifiedStatus: 'none', trustedVerifierStatus: 'valid' } }).verified,
    ).toBe(true);
  });

  it.each([null, [], {}, { did: 'no did', handle: 'a.b' }, { did: DID }])('refuses %j', (body) => {
    expect(() => mapProfile(body)).toThrow('PLATFORM_CONTRACT_CHANGED');
  });
});

describe('mapFeed', () => {
  const { posts, nextCursor } = mapFeed(fixture('feed'), DID);
  const named = (key: string) => posts.find((post) => post.platformPostId.endsWith(`/${key}`));

  it('keeps own posts and self-threads, and neither reposts nor replies to others', () => {
    expect(posts.map((post) => post.platformPostId.split('/').at(-1))).toEqual([
      ...[
        'plain',
        'pinned',
        'thread',
        'images',
        'gallery',
        'video',
        'link',
        'quote',
        'quote-with-media',
        'unknown-embed',
      ],
      ...['ahead', 'odd-dates', 'no-zone', 'no-date'],
    ]);
    expect(nextCursor).toBe('2026-10-30T12:00:00.000Z');
  });

  it('reads a post', () => {
    expect(named('plain')).toEqual({
      platformPostId: `at://${DID}/app.bsky.feed.post/plain`,
      kind: 'text',
      url: `https://bsky.app/profile/${DID}/post/plain`,
      title: null,
      text: 'text',
      publishedAt: new Date('2026-11-01T10:00:00Z'),
      thumbnailUrl: null,
      durationSeconds: null,
      language: 'pt-BR',
      metrics: { views: null, likes: 3, comments: 1, shares: 2, quotes: 4, saves: null },
      blanks: { views: 'not_supported', saves: 'not_yet' },
    });
  });

  it.each([
    ['images', 'image', true],
    ['gallery', 'image', true],
    ['video', 'video', true],
    ['link', 'link', true],
    ['quote', 'text', false],
    ['quote-with-media', 'image', true],
    ['unknown-embed', 'other', false],
  ])('sees what %s shows', (key, kind, hasThumbnail) => {
    expect(named(key)?.kind).toBe(kind);
    expect(named(key)?.thumbnailUrl !== null).toBe(hasThumbnail);
  });

  it.each([
    ['ahead', '2026-11-01T10:00:01Z'],
    ['odd-dates', '2026-10-30T10:00:00.123Z'],
    ['no-zone', '2026-10-30T12:00:00Z'],
    ['no-date', '2026-11-01T10:00:01Z'],
  ])('reads the date of %s as %s', (key, date) => {
    expect(named(key)?.publishedAt).toEqual(new Date(date));
  });

  it('ends where no cursor is given', () => {
    expect(mapFeed({ feed: [] }, DID)).toEqual({ posts: [], nextCursor: null });
    expect(mapFeed({ feed: [], cursor: '' }, DID).nextCursor).toBeNull();
  });
});
