import fc from 'fast-check';
import { CATALOGUE, RECOGNISED_NETWORKS } from './catalogue.js';
import { knownNetworks, readNamedAccount, readProfileInput, type ProfileInput } from './profile-url.js';
import { TRAPS } from './testing/traps.js';

const networks = knownNetworks(
  CATALOGUE.map(({ descriptor }) => descriptor),
  RECOGNISED_NETWORKS,
);
const read = (text: string, platform?: string): ProfileInput => readProfileInput(text, networks, platform);

function told(input: ProfileInput): string {
  if (input.outcome === 'profile') return `${input.locator.platform} ${input.locator.kind} ${input.locator.value}`;
  return input.outcome === 'refused' ? input.code : input.outcome;
}

const CHANNEL = 'UC_x5XG1OV2P6uZZ5FSM9Ttw';
const DID = 'did:plc:z72i7hdynmk6r22z27h6tvur';

describe('profiles that are read', () => {
  it.each([
    ['https://www.youtube.com/@GoogleDevelopers', 'youtube handle googledevelopers'],
    ['http://youtube.com/@name', 'youtube handle name'],
    ['youtube.com/@name', 'youtube handle name'],
    ['m.youtube.com/@name/videos', 'youtube handle name'],
    ['https://youtube.com/@name?si=AbCd&sub_confirmation=1', 'youtube handle name'],
    ['https://www.youtube.com/@name/shorts#top', 'youtube handle name'],
    ['HTTPS://WWW.YOUTUBE.COM/@Name', 'youtube handle name'],
    ['https://www.youtube.com:443/@name', 'youtube handle name'],
    ['//www.youtube.com/@name', 'youtube handle name'],
    ['  https://www.youtube.com/@name\n', 'youtube handle name'],
    ['https://www.youtube.com/@%E3%82%B2%E3%83%BC%E3%83%A0', 'youtube handle ゲーム'],
    ['https://www.youtube.com/@ゲーム', 'youtube handle ゲーム'],
    [`https://www.youtube.com/channel/${CHANNEL}`, `youtube id ${CHANNEL}`],
    [`https://studio.youtube.com/channel/${CHANNEL}`, `youtube id ${CHANNEL}`],
    [`music.youtube.com/channel/${CHANNEL}?feature=share`, `youtube id ${CHANNEL}`],
    [CHANNEL, `youtube id ${CHANNEL}`],
    ['https://www.youtube.com/user/GoogleDevelopers', 'youtube username GoogleDevelopers'],
    ['https://bsky.app/profile/alice.bsky.social', 'bluesky handle alice.bsky.social'],
    ['https://bsky.app/profile/Alice.Example.COM/', 'bluesky handle alice.example.com'],
    ['bsky.app/profile/alice.bsky.social', 'bluesky handle alice.bsky.social'],
    [`https://bsky.app/profile/${DID}`, `bluesky id ${DID}`],
    [`https://bsky.app/profile/${DID}/followers`, `bluesky id ${DID}`],
    ['alice.bsky.social', 'bluesky handle alice.bsky.social'],
    ['@alice.bsky.social', 'bluesky handle alice.bsky.social'],
    ['alice.example.com', 'bluesky handle alice.example.com'],
    [DID, `bluesky id ${DID}`],
    [`at://${DID}`, `bluesky id ${DID}`],
    ['at://alice.bsky.social', 'bluesky handle alice.bsky.social'],
  ])('%p', (text, expected) => {
    expect(told(read(text))).toBe(expected);
  });

  it.each([
    ['alice', 'bluesky', 'bluesky handle alice.bsky.social'],
    ['@alice', 'bluesky', 'bluesky handle alice.bsky.social'],
    ['@Name', 'youtube', 'youtube handle name'],
    ['mr.name', 'youtube', 'youtube handle mr.name'],
    ['Ａlice', 'youtube', 'youtube handle ａlice'],
    ['https://www.youtube.com/@name', 'youtube', 'youtube handle name'],
  ])('%p on %s', (text, platform, expected) => {
    expect(told(read(text, platform))).toBe(expected);
  });
});

describe('what is asked back', () => {
  it.each(['@name', 'name', 'name_1', '名前です'])('asks which platform %p is on', (text) => {
    expect(told(read(text))).toBe('platform-needed');
  });
});

describe('links that are not profiles', () => {
  it.each([
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    'https://youtu.be/dQw4w9WgXcQ?t=3',
    'https://www.youtube.com/shorts/dQw4w9WgXcQ',
    'https://www.youtube.com/live/dQw4w9WgXcQ',
    'https://www.youtube.com/embed/dQw4w9WgXcQ',
    'https://www.youtube.com/playlist?list=PL590L5WQmH8fJ54F369BLDSqIwcs-TCfs',
    'https://www.youtube.com/results?search_query=name',
    'https://www.youtube.com/feed/subscriptions',
    'https://www.youtube.com/hashtag/name',
    'https://www.youtube.com/redirect?q=https://evil.example',
    'https://www.youtube.com/c/Name',
    'https://www.youtube.com/Name',
    'https://www.youtube.com',
    'youtube.com',
    'https://bsky.app',
    'https://bsky.app/search?q=name',
    'https://bsky.app/profile',
  ])('%p', (text) => {
    expect(told(read(text))).toBe('INPUT_NOT_A_PROFILE');
  });

  it('names the author of a post, where the link does', () => {
    const locator = { platform: 'bluesky', kind: 'handle', value: 'alice.bsky.social' };
    expect(read('https://bsky.app/profile/alice.bsky.social/post/3k7qmjev5lr2s')).toMatchObject({
      code: 'INPUT_NOT_A_PROFILE',
      author: locator,
    });
    expect(read('at://alice.bsky.social/app.bsky.feed.post/3k7qmjev5lr2s')).toMatchObject({
      code: 'INPUT_NOT_A_PROFILE',
      author: locator,
    });
    expect(read('https://youtu.be/dQw4w9WgXcQ')).toMatchObject({ author: null });
  });

  it('does not take one platform’s link for another’s', () => {
    expect(read('https://bsky.app/profile/alice.bsky.social', 'youtube')).toMatchObject({
      code: 'INPUT_NOT_A_PROFILE',
      text: 'This link belongs to Bluesky, not to YouTube.',
    });
  });

  it.each([
    ['@a', 'youtube'],
    ['@.name', 'youtube'],
    ['@name.', 'youtube'],
    ['@na me', 'youtube'],
    [`@${'a'.repeat(31)}`, 'youtube'],
    ['@', 'youtube'],
    ['@@name', 'youtube'],
    ['-alice.bsky.social', 'bluesky'],
    ['alice.123', 'bluesky'],
    ['alice.local', 'bluesky'],
    ['127.0.0.1', 'bluesky'],
    ['did:plc:short', 'bluesky'],
    ['https://www.youtube.com/channel/UCshort', undefined],
    ['https://bsky.app/profile/not_a_domain', undefined],
  ])('refuses %p as a handle on %s', (text, platform) => {
    expect(told(read(text, platform))).toMatch(/^INPUT_(INVALID_HANDLE|NOT_A_PROFILE)$/);
  });
});

describe('networks without an adapter', () => {
  it.each([
    ['https://www.facebook.com/name', 'Facebook'],
    ['https://open.spotify.com/artist/4gzpq5DPGxSnKTe4SA8HAU', 'Spotify'],
    ['https://www.pinterest.com/name', 'Pinterest'],
    ['https://www.threads.net/@name', 'Threads'],
    ['https://mastodon.social/@name', 'Mastodon'],
    ['@name@mastodon.social', 'Mastodon'],
    ['name@some.instance.example', 'Mastodon'],
  ])('%p is %s', (text, platformName) => {
    expect(read(text)).toMatchObject({ outcome: 'refused', code: 'INPUT_PLATFORM_UNSUPPORTED', platformName });
  });

  it('are twelve together with those that have one, no host belonging to two', () => {
    const hosts = [
      ...networks.platforms.flatMap(({ urls }) => urls.hosts),
      ...RECOGNISED_NETWORKS.flatMap((network) => network.hosts),
    ];
    expect(networks.platforms.length + RECOGNISED_NETWORKS.length).toBe(12);
    expect(hosts).toHaveLength(new Set(hosts).size);
  });

  it('and unknown ones are told apart', () => {
    expect(read('https://example.org/name')).toMatchObject({ code: 'INPUT_PLATFORM_UNSUPPORTED', platformName: null });
    expect(read('@name', 'threads')).toMatchObject({ code: 'INPUT_PLATFORM_UNSUPPORTED', platformName: 'Threads' });
    expect(read('@name', 'nowhere')).toMatchObject({ code: 'INPUT_PLATFORM_UNSUPPORTED', platformName: null });
  });
});

describe('platforms that show nothing without consent', () => {
  it.each([
    ['https://www.tiktok.com/@Name', undefined, '@name is on TikTok. TikTok shows no public numbers to apps.'],
    ['@name', 'tiktok', '@name is on TikTok. TikTok shows no public numbers to apps.'],
    ['https://vm.tiktok.com/ZM8a', undefined, 'This link leads to TikTok. TikTok shows no public numbers to apps.'],
    [
      'https://de.linkedin.com/in/name',
      undefined,
      '@name is on LinkedIn. LinkedIn shows nothing about its members to apps.',
    ],
  ])('%p (%p) is refused in their own words', (text, platform, words) => {
    const input = read(text, platform);

    expect(input).toMatchObject({ outcome: 'refused', code: 'INPUT_PLATFORM_UNSUPPORTED', text: words });
    expect(input).toMatchObject({
      words: { INPUT_PLATFORM_UNSUPPORTED: { action: 'Send the talent a consent link.' } },
    });
  });

  it('tell all the same who is meant, so that they can be asked', () => {
    const account = { platform: 'tiktok', kind: 'handle', value: 'name' };

    expect(readNamedAccount('https://www.tiktok.com/@Name', networks)).toMatchObject({
      outcome: 'profile',
      locator: account,
    });
    expect(readNamedAccount('@Name', networks, 'tiktok')).toMatchObject({ outcome: 'profile', locator: account });
    expect(readNamedAccount('n', networks, 'tiktok')).toMatchObject({ code: 'INPUT_INVALID_HANDLE' });
    expect(readNamedAccount('https://www.tiktok.com/@name/video/1', networks)).toMatchObject({
      code: 'INPUT_NOT_A_PROFILE',
      author: account,
    });
    expect(readNamedAccount('https://www.pinterest.com/name', networks)).toMatchObject({
      code: 'INPUT_PLATFORM_UNSUPPORTED',
    });
  });
});

describe('traps', () => {
  it.each(TRAPS)('refuses %p', (text) => {
    for (const platform of [undefined, ...networks.platforms.map(({ id }) => id)]) {
      expect(told(read(text, platform))).toMatch(/^INPUT_/);
    }
  });

  it('stops at once at text that is far too long, and gets through what is just short enough', () => {
    const pieces = ['a', '.', '-', '@', '/', '%', 'a.', '%41', '@a', 'http://', 'a-', '·', '\u0301', 'xn--'];
    for (const piece of pieces) {
      expect(told(read(piece.repeat(100_000)))).toBe('INPUT_NOT_A_PROFILE');
      const nearly = piece.repeat(2_048).slice(0, 2_040);
      expect(() => [
        read(nearly),
        read(`https://www.youtube.com/@${nearly}`.slice(0, 2_048)),
        read(nearly, 'youtube'),
        read(nearly, 'bluesky'),
      ]).not.toThrow();
    }
  });

  it('never throws, and reads only what belongs to the platform it names', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.string()), (text) => {
        const input = read(text);
        expect(input.outcome !== 'profile' || networks.platforms.includes(input.descriptor)).toBe(true);
      }),
    );
  });
});
