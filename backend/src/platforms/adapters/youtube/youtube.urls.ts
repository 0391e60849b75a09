/** How YouTube's channels are written: handles, channel ids and the many shapes of links. Rules read 2026-06. */
import type { InputReading, Locator, LocatorKind, UrlRules } from '../../contract/descriptor.js';

const PLATFORM = 'youtube';

const locate = (kind: LocatorKind, value: string): InputReading => ({
  outcome: 'profile',
  locator: { platform: PLATFORM, kind, value },
});
const notAProfile = (what: string, author: Locator | null = null): InputReading => ({
  outcome: 'not-a-profile',
  what,
  author,
});
const BAD_HANDLE: InputReading = {
  outcome: 'invalid-handle',
  what: 'A YouTube handle has 3 to 30 letters, digits, dots, dashes or underscores, such as @name.',
};
const BAD_ID: InputReading = { outcome: 'invalid-handle', what: 'A channel id is 24 characters and begins with UC.' };

/** The last character's classes follow from base64url of 16 bytes; ids are case-sensitive. */
export function isChannelId(text: string): boolean {
  return /^UC[0-9A-Za-z_-]{21}[AQgw]$/.test(text);
}

/** Letters and digits of any script, joined by single marks; 3 to 30 characters. Whether it exists only YouTube can say. */
export function isHandle(text: string): boolean {
  const length = [...text].length;
  return length >= 3 && length <= 30 && /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|[_.·-](?=[\p{L}\p{N}_.·-]))*$/u.test(text);
}

function readHandle(text: string): InputReading {
  const handle = text.normalize('NFC');
  if (isChannelId(handle)) return locate('id', handle);
  return isHandle(handle) ? locate('handle', handle.toLowerCase()) : BAD_HANDLE;
}

const USERNAME = /^[A-Za-z0-9_-]{1,60}$/;
const VIDEO = 'This link is a video, not a channel.';
const PLAYLIST = 'This link is a playlist, not a channel.';

/** First path segments that lead elsewhere than to a channel. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['watch', 'shorts', 'live', 'embed', 'v', 'e', 'clip'].map((segment) => [segment, VIDEO])),
  playlist: PLAYLIST,
  post: 'This link is a post, not a channel.',
  hashtag: 'This link is a hashtag, not a channel.',
  results: 'This link is a search, not a channel.',
};
const RESERVED = new Set([
  ...[
    'feed',
    'gaming',
    'premium',
    'account',
    't',
    'about',
    'ads',
    'creators',
    'redirect',
    'attribution_link',
    'source',
  ],
  ...['kids', 'music', 'channels', 'howyoutubeworks', 'trending', 'logout', 'signin', 'oembed', 's', 'api', 'upload'],
]);

/** `/c/Name` and bare `/Name` are vanity links without any lawful look-up. */
const LEGACY: InputReading = {
  outcome: 'unsupported-form',
  what: 'YouTube gives no way to look up this older kind of link. Paste the channel’s @handle or its /channel/UC… link.',
};

/** Path segments that are followed by an account's name. */
const NAMED: Readonly<Record<string, (name: string) => InputReading>> = {
  channel: (name) => (isChannelId(name) ? locate('id', name) : BAD_ID),
  user: (name) => (USERNAME.test(name) ? locate('username', name) : BAD_HANDLE),
  c: () => LEGACY,
};

function readPath(segments: readonly string[]): InputReading {
  const [first = '', second = ''] = segments;
  if (first === '') return notAProfile('This is YouTube’s front page, not a channel.');
  if (first.startsWith('@')) return readHandle(first.slice(1));
  if (Object.hasOwn(ELSEWHERE, first)) return notAProfile(ELSEWHERE[first] ?? VIDEO);
  if (Object.hasOwn(NAMED, first)) return NAMED[first]?.(second) ?? LEGACY;
  return RESERVED.has(first) ? notAProfile('This link is not a channel.') : LEGACY;
}

export const youtubeUrls: UrlRules = {
  hosts: [
    ...[
      'youtube.com',
      'www.youtube.com',
      'm.youtube.com',
      'music.youtube.com',
      'gaming.youtube.com',
      'studio.youtube.com',
    ],
    ...['youtube-nocookie.com', 'www.youtube-nocookie.com', 'youtu.be', 'www.youtu.be'],
  ],
  readUrl: ({ host, segments }) => (host.endsWith('youtu.be') ? notAProfile(VIDEO) : readPath(segments)),
  readHandle,
  claims: isChannelId,
};
