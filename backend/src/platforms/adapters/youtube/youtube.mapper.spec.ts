import { readFileSync } from 'node:fs';
import { isPublic, mapChannel, mapUpload, mapVideo, readDuration } from './youtube.mapper.js';

const fixture = (name: string) =>
  (
    JSON.parse(readFileSync(`backend/src/platforms/adapters/youtube/fixtures/${name}.json`, 'utf8')) as {
      items: unknown[];
    }
  ).items;

describe('mapChannel', () => {
  const [one, two] = fixture('channel').map(mapChannel);

  it('reads numbers from strings, and every fact from its place', () => {
    expect(one).toEqual({
      platformAccountId: 'UCabcdefghijklmnopqrstuA',
      handle: 'talent.one',
      displayName: 'Talent One',
      bio: 'Songs & stories 🎶',
      url: 'https://www.youtube.com/@talent.one',
      avatarUrl: 'https://yt3.ggpht.com/made-up=s800-c-k',
      bannerUrl: 'https://yt3.googleusercontent.com/made-up-banner',
      metrics: { followers: 1_230_000, following: null, posts: 412, views: 9_007_199_254_740_991 },
      blanks: { following: 'not_supported' },
      verified: null,
      accountType: null,
      createdAtPlatform: new Date('2015-03-01T12:00:00.123Z'),
      country: 'ID',
      hints: { uploads: 'UUabcdefghijklmnopqrstuA' },
    });
  });

  it('tells hidden from nothing, and a legacy name from a handle', () => {
    expect(two).toMatchObject({
      handle: null,
      bio: null,
      url: 'https://www.youtube.com/channel/UCbbcdefghijklmnopqrstuA',
      avatarUrl: null,
      metrics: { followers: null, posts: 0, views: 0 },
      blanks: { followers: 'hidden' },
      country: null,
      hints: {},
    });
  });

  it('never takes a wrong number for a missing one', () => {
    const { metrics } = mapChannel({
      id: 'UC',
      statistics: { subscriberCount: 'many', viewCount: '-7', videoCount: 3 },
    });
    expect(metrics).toEqual({ followers: Number.NaN, following: null, posts: 3, views: -7 });
  });

  it('refuses what is no channel', () => {
    expect(() => mapChannel({ kind: 'youtube#channel' })).toThrow('PLATFORM_CONTRACT_CHANGED');
  });
});

describe('mapUpload', () => {
  it('leaves out what the public cannot see', () => {
    expect(fixture('uploads').map(mapUpload)).toEqual([
      { videoId: 'aaaaaaaaaaA', publishedAt: new Date('2026-11-01T10:00:00Z') },
      null,
      null,
      null,
      { videoId: 'eeeeeeeeeeA', publishedAt: new Date('2026-07-01T10:00:00Z') },
    ]);
  });
});

describe('mapVideo', () => {
  const [long, upright, wide, live] = fixture('videos').map((body) => mapVideo(body, null));

  it('reads a video', () => {
    expect(long).toEqual({
      platformPostId: 'aaaaaaaaaaA',
      kind: 'video',
      url: 'https://www.youtube.com/watch?v=aaaaaaaaaaA',
      title: 'A long one',
      text: 'With chapters',
      publishedAt: new Date('2026-11-01T10:00:00Z'),
      thumbnailUrl: 'https://i.ytimg.com/vi/a/mqdefault.jpg',
      durationSeconds: 3_723,
      language: 'en-GB',
      metrics: { views: 1_767_500_636, likes: 19_033_591, comments: 2_401, shares: null, quotes: null, saves: null },
      blanks: { shares: 'not_supported', quotes: 'not_supported', saves: 'not_supported' },
    });
  });

  it('tells a Short by its length and shape', () => {
    expect(upright).toMatchObject({
      kind: 'short',
      url: 'https://www.youtube.com/shorts/eeeeeeeeeeA',
      durationSeconds: 180,
    });
    expect(wide).toMatchObject({ kind: 'video', durationSeconds: 45 });
  });

  it('says that likes and comments are hidden, and where nothing is known yet', () => {
    expect(upright).toMatchObject({
      metrics: { likes: null, comments: null },
      blanks: { likes: 'hidden', comments: 'hidden' },
    });
    expect(wide).toMatchObject({ metrics: { views: null }, blanks: { views: 'not_yet' } });
  });

  it('gives a live stream no length, and a zero is a zero', () => {
    expect(live).toMatchObject({ kind: 'video', durationSeconds: null, metrics: { comments: 0 } });
  });

  it('takes its listing’s date where it has none, and leaves out what is not public', () => {
    const listed = new Date('2026-01-01T00:00:00Z');
    expect(mapVideo({ id: 'x' }, listed)?.publishedAt).toEqual(listed);
    expect(mapVideo({ id: 'x' }, null)).toBeNull();
    expect(mapVideo({ id: 'x', status: { privacyStatus: 'unlisted' } }, listed)).toBeNull();
    expect(isPublic(undefined)).toBe(true);
  });
});

describe('readDuration', () => {
  it.each([
    ['PT15S', 15],
    ['PT2M', 120],
    ['P1DT1S', 86_401],
    ['P0D', null],
    ['PT', null],
    ['15', null],
    ['PT99999999999S', null],
    [undefined, null],
  ])('reads %p as %p', (text, seconds) => {
    expect(readDuration(text)).toBe(seconds);
  });
});
