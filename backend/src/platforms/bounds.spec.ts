import { boundAccounts, boundAnswer, boundDetails, boundPage } from './bounds.js';
import type { NormalizedPost, NormalizedProfile } from './contract/normalized.js';
import { PlatformError } from './contract/platform-error.js';

const NOW = new Date('2026-11-20T12:00:00Z');

const profile: NormalizedProfile = {
  platformAccountId: 'account',
  handle: 'name',
  displayName: 'Name',
  bio: null,
  url: 'https://example.org/name',
  avatarUrl: null,
  bannerUrl: null,
  metrics: { followers: 1, following: 2, posts: 3, views: null },
  blanks: { views: 'not_supported' },
  verified: null,
  accountType: null,
  createdAtPlatform: null,
  country: null,
  hints: {},
};

const post: NormalizedPost = {
  platformPostId: 'post',
  kind: 'text',
  url: 'https://example.org/post',
  title: null,
  text: 'text',
  publishedAt: new Date('2026-11-19T12:00:00Z'),
  thumbnailUrl: null,
  durationSeconds: null,
  language: null,
  metrics: { views: 1, likes: 2, comments: 3, shares: 4, quotes: 5, saves: 6 },
  blanks: {},
};

const bound = (changes: Partial<NormalizedProfile>) =>
  boundAnswer({ ok: true, profile: { ...profile, ...changes } }, NOW);

describe('boundAnswer', () => {
  it('lets a believable profile pass unchanged', () => {
    expect(bound({})).toEqual({ ok: true, profile });
  });

  it('bounds the first page that comes along like any other', () => {
    const firstPage = { posts: [post, post, { ...post, platformPostId: '' }], nextCursor: 'next' };
    expect(boundAnswer({ ok: true, profile, firstPage }, NOW)).toEqual({
      ok: true,
      profile,
      firstPage: { posts: [post], nextCursor: 'next' },
    });
  });

  it('passes errors on', () => {
    const answer = { ok: false, error: new PlatformError('PROFILE_NOT_FOUND') } as const;
    expect(boundAnswer(answer, NOW)).toBe(answer);
  });

  it.each([-1, 1.5, 2 ** 53, Number.NaN, Infinity])('refuses a profile with %p followers', (followers) => {
    expect(bound({ metrics: { ...profile.metrics, followers } })).toMatchObject({
      ok: false,
      error: { code: 'DATA_INVALID' },
    });
  });

  it.each([
    { platformAccountId: '' },
    { platformAccountId: 'x'.repeat(600) },
    { handle: 'x'.repeat(600) },
    { handle: 'mia\nsol' },
    { handle: 'mia\u001b[2J' },
    { handle: 'mia\u202egnp.exe' },
    { url: 'javascript:alert(1)' },
  ])('refuses %p', (changes) => {
    expect(bound(changes)).toMatchObject({ ok: false, error: { code: 'DATA_INVALID' } });
  });

  it('ignores a birthday in the year 0, and a country that is none', () => {
    const answer = bound({ createdAtPlatform: new Date('0000-05-05T00:00:00Z'), country: 'x'.repeat(9_000) });
    expect(answer).toMatchObject({ ok: true, profile: { createdAtPlatform: null, country: null } });
    expect(bound({ country: 'DE' })).toMatchObject({ ok: true, profile: { country: 'DE' } });
  });

  it('ignores a birthday to come, links that are none, and cuts what is endless', () => {
    const answer = bound({
      createdAtPlatform: new Date('2031-01-01T00:00:00Z'),
      avatarUrl: 'javascript:alert(1)',
      bannerUrl: `https://example.org/${'x'.repeat(3_000)}`,
      bio: `${'x'.repeat(19_999)}🎨`,
      hints: Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`hint${index}`, 'x'])),
    });
    expect(answer).toMatchObject({
      ok: true,
      profile: { createdAtPlatform: null, avatarUrl: null, bannerUrl: null, bio: 'x'.repeat(19_999) },
    });
    expect(answer.ok && Object.keys(answer.profile.hints)).toHaveLength(10);
  });
});

describe('boundPage', () => {
  const page = (...posts: Partial<NormalizedPost>[]) =>
    boundPage({ posts: posts.map((changes) => ({ ...post, ...changes })), nextCursor: null }, NOW).posts;

  it('lets believable posts pass unchanged', () => {
    expect(page({}, { platformPostId: 'other' })).toEqual([post, { ...post, platformPostId: 'other' }]);
  });

  it('keeps each id once, and no post from the future, from the year 0 or without a date', () => {
    const ids = page(
      {},
      { text: 'again' },
      { platformPostId: 'b', publishedAt: new Date('2027-01-01') },
      { platformPostId: 'c', publishedAt: new Date(Number.NaN) },
      { platformPostId: 'd', publishedAt: new Date('0000-01-01T00:00:00Z') },
    );
    expect(ids).toEqual([post]);
  });

  it('blanks numbers that cannot be right', () => {
    const [only] = page({ metrics: { ...post.metrics, views: -5, likes: 2 ** 60 }, durationSeconds: -1 });
    expect(only).toMatchObject({
      metrics: { views: null, likes: null, comments: 3 },
      durationSeconds: null,
      blanks: { views: 'not_yet', likes: 'not_yet' },
    });
  });

  it('keeps no duration that a column cannot hold', () => {
    const durations = page({ durationSeconds: 2 ** 31 - 1 }, { platformPostId: 'b', durationSeconds: 2 ** 31 });
    expect(durations.map(({ durationSeconds }) => durationSeconds)).toEqual([2 ** 31 - 1, null]);
  });

  it('refuses an absurd cursor and caps a page', () => {
    expect(() => boundPage({ posts: [], nextCursor: 'x'.repeat(5_000) }, NOW)).toThrow('PLATFORM_CONTRACT_CHANGED');
    expect(page(...Array.from({ length: 900 }, (_, index) => ({ platformPostId: `post${index}` })))).toHaveLength(500);
  });
});

describe('boundAccounts', () => {
  const account = {
    platformAccountId: 'page',
    handle: 'mia',
    displayName: 'Mia Sol',
    avatarUrl: 'https://example.org/mia.jpg',
    url: 'https://example.org/mia',
    usable: true,
    reason: null,
  };

  it('lets believable accounts pass unchanged, each once', () => {
    expect(boundAccounts([account, account])).toEqual([account]);
    expect(boundAccounts([])).toEqual([]);
  });

  it.each([
    ['no id', { platformAccountId: '' }],
    ['an id beyond measure', { platformAccountId: '1'.repeat(256) }],
    ['an id with a null byte', { platformAccountId: 'a\0b' }],
    ['a handle beyond measure', { handle: 'm'.repeat(300) }],
    ['a handle of two lines', { handle: 'mia\nsol' }],
    ['an address that runs something', { url: 'javascript:alert(1)' }],
  ])('leaves out those with %s, and refuses an answer with nothing else', (_, change) => {
    expect(boundAccounts([{ ...account, ...change }, account])).toEqual([account]);
    expect(() => boundAccounts([{ ...account, ...change }])).toThrow('DATA_INVALID');
  });

  it('cuts what is shown, and offers no more than anybody can choose from', () => {
    const [only] = boundAccounts([
      { ...account, displayName: `\0${'M'.repeat(200_000)}`, avatarUrl: 'data:text/html,x', reason: 'r'.repeat(9_999) },
    ]);
    expect(only).toMatchObject({ displayName: 'M'.repeat(500), avatarUrl: null, reason: 'r'.repeat(500) });
    const many = Array.from({ length: 10_000 }, (_, n) => ({ ...account, platformAccountId: String(n) }));
    expect(boundAccounts(many)).toHaveLength(200);
  });
});

describe('bare pages and posts by their ids', () => {
  it('shows each id once, and none that could not be one', () => {
    const bare = ['a', '', 'b', 'a', 'x'.repeat(513)];
    expect(boundPage({ posts: [], bare, nextCursor: null }, NOW)).toEqual({
      posts: [],
      bare: ['a', 'b'],
      nextCursor: null,
    });
  });

  it('bounds a post like those of a page, and takes one that could not be on it for gone', () => {
    const gone = { ok: false, error: 'gone' } as const;
    const details = (changes: Partial<NormalizedPost>) =>
      boundDetails({ ok: true, post: { ...post, ...changes } }, NOW);
    expect(details({})).toEqual({ ok: true, post });
    expect(details({ metrics: { ...post.metrics, likes: -1 } })).toMatchObject({
      post: { metrics: { likes: null }, blanks: { likes: 'not_yet' } },
    });
    expect(details({ publishedAt: new Date(NOW.getTime() + 3_600_000) })).toEqual(gone);
    expect(boundDetails(gone, NOW)).toBe(gone);
  });
});
