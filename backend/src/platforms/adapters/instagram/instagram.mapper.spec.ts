import { readFileSync } from 'node:fs';
import { parseJsonLossless } from '../../../core/http/lossless.js';
import { readShape } from '../../wire/read-values.js';
import { instagramMedia } from './instagram.media.js';
import { mapAccount, mapMedia, mapMediaPage } from './instagram.mapper.js';
import { discoverySchema, type WireAccount } from './instagram.schema.js';

const FIXTURE = readFileSync('backend/src/platforms/adapters/instagram/fixtures/account.json', 'utf8');
const read = (text: string): WireAccount =>
  readShape(discoverySchema, parseJsonLossless(text, 'fixture'), 'fixture').business_discovery;
const discovered = (account: object): WireAccount =>
  read(JSON.stringify({ business_discovery: account, id: '17841400000000999' }));

describe('mapAccount', () => {
  it('reads every fact from its place, and of the ids the account’s own', () => {
    expect(mapAccount(read(FIXTURE))).toEqual({
      platformAccountId: '17841400000000101',
      handle: 'talent.one',
      displayName: 'Talent One',
      bio: 'Songs & stories 🎶',
      url: 'https://www.instagram.com/talent.one/',
      avatarUrl: expect.stringContaining('/100_1_n.jpg?stp=') as unknown,
      bannerUrl: null,
      metrics: { followers: 120_345, following: 310, posts: 842, views: null },
      blanks: { views: 'not_supported' },
      verified: null,
      accountType: null,
      createdAtPlatform: null,
      country: null,
      hints: {},
    });
  });

  it('keeps every digit of an id that comes as a bare number above 2^53', () => {
    const bare = FIXTURE.replace('"id": "17841400000000101"', '"id": 17841405822304915');
    expect(mapAccount(read(bare)).platformAccountId).toBe('17841405822304915');
    expect(mapAccount(discovered({ id: 4_211, username: 'old' })).platformAccountId).toBe('4211');
  });

  it('takes left-out texts for none and left-out numbers for not told, and a wrong one for neither', () => {
    const profile = mapAccount(discovered({ id: '1', username: 'x', followers_count: 'many', media_count: 0 }));
    expect(profile).toMatchObject({ displayName: null, bio: null, avatarUrl: null });
    expect(profile.metrics).toEqual({ followers: Number.NaN, following: null, posts: 0, views: null });
    expect(profile.blanks).toEqual({ following: 'not_yet', views: 'not_supported' });
  });

  it.each([
    ['{}'],
    ['{"id":"17841400000000999"}'],
    ['{"business_discovery":{"id":"abc"}}'],
    ['{"business_discovery":{"username":"x"}}'],
    ['{"business_discovery":{"id":"1","username":"x","media":{"data":{}}}}'],
  ])('refuses %s', (text) => {
    expect(() => read(text)).toThrow('PLATFORM_CONTRACT_CHANGED');
  });

  it('refuses an account without a name', () => {
    expect(() => mapAccount(discovered({ id: '1' }))).toThrow('PLATFORM_CONTRACT_CHANGED');
  });
});

describe('mapMediaPage', () => {
  const { posts, nextCursor } = mapMediaPage(read(FIXTURE).media);
  const [reel, album, image, hidden, video, odd, ...others] = posts;
  const never = { shares: 'not_supported', quotes: 'not_supported', saves: 'not_supported' };

  it('reads a reel', () => {
    expect(reel).toEqual({
      platformPostId: '17900000000000001',
      kind: 'short',
      url: 'https://www.instagram.com/reel/Cmadeup00001/',
      title: null,
      text: 'Out now',
      publishedAt: new Date('2026-11-19T09:00:00Z'),
      thumbnailUrl: expect.stringContaining('/200_1_n.jpg?') as unknown,
      durationSeconds: null,
      language: null,
      metrics: { views: 20_311, likes: 812, comments: 14, shares: null, quotes: null, saves: null },
      blanks: never,
    });
  });

  it('tells the kinds apart, and takes no video for a picture', () => {
    expect([album, image, hidden, video, odd].map((post) => post?.kind)).toEqual([
      'image',
      'image',
      'short',
      'video',
      'other',
    ]);
    expect([album, image, hidden, video, odd].map((post) => post?.thumbnailUrl !== null)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('says why a number is missing: plays are told of reels alone, likes may be hidden', () => {
    expect(album).toMatchObject({ metrics: { views: null, likes: 1_502, comments: 0 } });
    expect(album?.blanks).toEqual({ ...never, views: 'not_supported' });
    expect(image?.blanks).toEqual({ ...never, views: 'not_supported', likes: 'hidden' });
    expect(hidden?.blanks).toEqual({ ...never, views: 'hidden', likes: 'hidden' });
    expect(mapMedia({ ...REEL, like_count: 3 })?.blanks).toEqual({ ...never, views: 'not_yet', comments: 'not_yet' });
  });

  it('leaves out what has neither date nor address, and keeps the cursor', () => {
    expect(others).toEqual([]);
    expect(nextCursor).toBe('QVFIUmadeup-cursor_1');
  });

  it('ends where there are no media, no cursor, or an empty page with one', () => {
    const end = { posts: [], nextCursor: null };
    expect(mapMediaPage(undefined)).toEqual(end);
    expect(mapMediaPage({ data: [], paging: { cursors: { after: 'QVFIU' } } })).toEqual(end);
    expect(mapMediaPage({ data: [REEL], paging: { cursors: {} } }).nextCursor).toBeNull();
    expect(mapMediaPage({ data: [REEL] })).toMatchObject({ posts: [{ platformPostId: '1' }], nextCursor: null });
  });

  const REEL = {
    id: '1',
    media_type: 'VIDEO',
    media_product_type: 'REELS',
    permalink: 'https://www.instagram.com/reel/C/',
    timestamp: '2026-11-02T10:11:12+0000',
  };
});

describe('instagramMedia', () => {
  const one = 'https://scontent-mad1-1.cdninstagram.com/v/t51/100_n.jpg?_nc_cat=1&oh=00_a&oe=69270E00';
  const other = 'https://scontent-fra3-2.xx.fbcdn.net/v/t51/100_n.jpg?_nc_cat=7&oh=00_b&oe=692C5400';

  it('knows a picture by its path, whatever the server and the signature', () => {
    expect(instagramMedia.picture(one)).toBe(instagramMedia.picture(other));
    expect(instagramMedia.picture(one)).not.toBe(instagramMedia.picture(one.replace('100_n', '101_n')));
  });

  it('reads until when an address is good', () => {
    expect(instagramMedia.goodUntil(one)).toEqual(new Date('2025-11-26T14:26:08Z'));
    expect(instagramMedia.goodUntil('https://x.cdninstagram.com/a.jpg')).toBeNull();
    expect(instagramMedia.goodUntil('https://x.cdninstagram.com/a.jpg?oe=tomorrow')).toBeNull();
  });
});
