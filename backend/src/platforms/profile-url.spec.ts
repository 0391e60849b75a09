import fc from 'fast-check';
import { CATALOGUE, RECOGNISED_NETWORKS } from './catalogue.js';
import { readProfileInput, type ProfileInput } from './profile-url.js';

const networks = { platforms: CATALOGUE.map(({ descriptor }) => descriptor), recognised: RECOGNISED_NETWORKS };
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
    ['https://www.instagram.com/name/', 'Instagram'],
    ['https://www.tiktok.com/@name', 'TikTok'],
    ['https://x.com/name', 'X'],
    ['https://twitter.com/name', 'X'],
    ['https://www.facebook.com/name', 'Facebook'],
    ['https://www.linkedin.com/in/name', 'LinkedIn'],
    ['https://www.twitch.tv/name', 'Twitch'],
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
    expect(read('@name', 'instagram')).toMatchObject({ code: 'INPUT_PLATFORM_UNSUPPORTED', platformName: 'Instagram' });
    expect(read('@name', 'nowhere')).toMatchObject({ code: 'INPUT_PLATFORM_UNSUPPORTED', platformName: null });
  });
});

/** Look-alikes and traps. None may be read as a profile, under any platform chosen or none. */
const TRAPS = [
  '',
  '   ',
  'https://youtube.com@evil.example/@name',
  'https://www.youtube.com:pw@evil.example/@name',
  'https://evil.example@www.youtube.com/@name',
  'https://youtube.com.evil.io/@name',
  'youtube.com.evil.io/@name',
  'youtube.com.evil.io',
  'https://www.youtube.com.evil.io/@name',
  'https://bsky.app.evil.io/profile/alice.bsky.social',
  'https://evil-youtube.com/@name',
  'https://notyoutube.com/@name',
  'https://youtube.co/@name',
  'https://youtubе.com/@name',
  'https://уoutube.com/@name',
  'https://ｙoutube.com/@name',
  'https://xn--outube-hwf.com/@name',
  'https://youtube。com/@name',
  'https://youtube%2ecom/@name',
  'https://www.youtube.com%2f@evil.example/@name',
  'https://www.youtube.com%00.evil.example/@name',
  'https://evil.example\\@www.youtube.com/@name',
  'https:\\\\www.youtube.com\\@name',
  'https://www.youtube.com\\.evil.example/@name',
  'https://you\ttube.com/@name',
  'https://www.youtube.com/\n@name',
  'https://www.youtube.com/@na\u0000me',
  'https://www.youtube.com/@na%00me',
  'https://www.youtube.com/@na%0Ame',
  'https://www.youtube.com/@na\u200Bme',
  'https://www.youtube.com/@\u202Eeman',
  'https://www.youtube.com/@na%E2%80%AEme',
  'https://www.youtube.com/..%2f@name',
  'https://www.youtube.com/%2e%2e/@name',
  'https://www.youtube.com/@name%2f..%2fother',
  'https://www.youtube.com/@%',
  'https://www.youtube.com/@%ff',
  'https://www.youtube.com/@%252e',
  'https://127.0.0.1/@name',
  'https://2130706433/@name',
  'https://0x7f000001/@name',
  'https://0177.0.0.1/@name',
  'https://127.1/@name',
  'https://[::1]/@name',
  'https://[::ffff:127.0.0.1]/@name',
  'http://169.254.169.254/latest/meta-data/',
  'https://localhost/@name',
  'https://www.youtube.com:8443/@name',
  'https://www.youtube.com./@name',
  'https://.youtube.com/@name',
  'https://www..youtube.com/@name',
  'https:///www.youtube.com/@name',
  'https:www.youtube.com/@name',
  '/www.youtube.com/@name',
  'javascript:alert(1)//www.youtube.com/@name',
  'JaVaScRiPt://www.youtube.com/%0aalert(1)',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
  'ftp://www.youtube.com/@name',
  'gopher://www.youtube.com/@name',
  'view-source:https://www.youtube.com/@name',
  'intent://www.youtube.com/@name#Intent;scheme=https;end',
  'at://evil.example@alice.bsky.social',
  'https://www.youtube.com/@<script>alert(1)</script>',
  "'; DROP TABLE social_profile; --",
  '@name OR 1=1',
  '{"$ne": null}',
  `https://www.youtube.com/@${'a'.repeat(3_000)}`,
  'a'.repeat(2_049),
];

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
        return input.outcome !== 'profile' || networks.platforms.some((descriptor) => descriptor === input.descriptor);
      }),
    );
  });
});
