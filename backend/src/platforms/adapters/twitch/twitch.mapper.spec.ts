import { readFileSync } from 'node:fs';
import { mapFigures, mapUser, mapVideos } from './twitch.mapper.js';
import { listSchema } from './twitch.schema.js';

const fixture = (name: string) =>
  listSchema.parse(JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')));
const NEVER = { likes: null, comments: null, shares: null, quotes: null, saves: null };
const BLANK = Object.fromEntries(Object.keys(NEVER).map((name) => [name, 'not_supported']));

describe('mapping Twitch', () => {
  const [mia, ben] = fixture('users').data;

  it('reads a channel, without the count of views that is no longer kept up', () => {
    expect(mapUser(mia, 8)).toEqual({
      platformAccountId: '141981764',
      handle: 'mia_sol',
      displayName: 'ミア',
      bio: 'Cooking with trains.',
      url: 'https://www.twitch.tv/mia_sol',
      avatarUrl: 'https://static-cdn.jtvnw.net/jtv_user_pictures/mia-profile_image-300x300.png',
      bannerUrl: null,
      metrics: { followers: 8, following: null, posts: null, views: null },
      blanks: { following: 'not_supported', posts: 'not_supported', views: 'not_supported' },
      verified: true,
      accountType: 'partner',
      createdAtPlatform: new Date('2016-12-14T20:32:28.894Z'),
      country: null,
      hints: {},
    });
  });

  it('tells a number that is missing from one that cannot be read', () => {
    expect(mapUser(ben, 0)).toMatchObject({ verified: false, bio: null, metrics: { followers: 0 } });
    expect(mapUser(ben, undefined).blanks.followers).toBe('not_yet');
    expect(mapUser(ben, 'many').metrics.followers).toBeNaN();
    expect(mapUser({ id: '3', login: 'zoe' }, 1).verified).toBeNull();
    expect(() => mapUser({ id: 3, login: 'zoe' }, 1)).toThrow('PLATFORM_CONTRACT_CHANGED');
  });

  it.each([
    ['partner', 'partner'],
    ['affiliate', 'affiliate'],
    ['', 'standard'],
    ['ambassador', null],
    [null, null],
    [undefined, null],
  ])('takes a broadcaster type of %j for %s', (broadcaster_type, accountType) => {
    expect(mapUser({ id: '3', login: 'zoe', broadcaster_type }, 1).accountType).toBe(accountType);
  });

  it('reads videos that everybody may watch, newest first', () => {
    const { posts, nextCursor } = mapVideos(fixture('videos'));
    expect(nextCursor).toBe('eyJiIjpudWxsLCJhIjp7IkN1cnNvciI6IjMifX0=');
    expect(posts).toMatchObject([
      { platformPostId: '2100000001', durationSeconds: 3_723, thumbnailUrl: null, text: null, language: 'en' },
      {
        platformPostId: '2100000000',
        kind: 'video',
        url: 'https://www.twitch.tv/videos/2100000000',
        title: 'Soup',
        text: 'With leeks',
        publishedAt: new Date('2026-11-02T10:00:00Z'),
        thumbnailUrl: 'https://static-cdn.jtvnw.net/cf_vods/thumb-640x360.jpg',
        durationSeconds: 201,
        language: null,
        metrics: { views: 1_863_062, ...NEVER },
        blanks: BLANK,
      },
    ]);
    expect(posts).toHaveLength(2);
    expect(mapVideos({ data: [], pagination: {} })).toEqual({ posts: [], nextCursor: null });
  });

  it.each([
    ['45s', 45],
    ['2h', 7_200],
    ['', null],
    ['PT3M', null],
    ['0s', null],
  ])('takes the duration %p for %p seconds', (duration, seconds) => {
    const { posts } = mapVideos({ data: [{ id: '1', created_at: '2026-11-01T10:00:00Z', duration }] });
    expect(posts[0]).toMatchObject({ durationSeconds: seconds, url: 'https://www.twitch.tv/videos/1' });
  });

  it('leaves out a video without any date', () => {
    expect(mapVideos({ data: [{ id: '1', title: 'when?' }] }).posts).toEqual([]);
  });

  it('reads figures alone', () => {
    expect(mapFigures({ id: '1', view_count: 7 })).toEqual({ metrics: { views: 7, ...NEVER }, blanks: BLANK });
    expect(mapFigures({ id: '1' }).blanks.views).toBe('not_yet');
  });
});
