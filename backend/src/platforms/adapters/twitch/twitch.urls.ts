/** How Twitch's channels are written: logins of up to 25 letters, digits and underscores. Rules read 2026-08. */
import type { InputReading, Locator, PastedLink, UrlRules } from '../../contract/descriptor.js';

const PLATFORM = 'twitch';
const RESERVED = new Set([
  ...['directory', 'downloads', 'settings', 'p', 'search', 'store', 'turbo', 'team', 'jobs', 'wallet', 'drops'],
  ...['inventory', 'subscriptions', 'login', 'signup', 'prime', 'bits'],
]);
const VIDEOS: readonly (string | undefined)[] = ['clip', 'video', 'v'];
const VIDEO = 'This link is a video, not a channel.';
const OTHER_PAGE = 'This link is not a profile.';

export const isLogin = (text: string): boolean => /^[A-Za-z0-9_]{1,25}$/.test(text);
export const isUserId = (text: string): boolean => /^\d{1,40}$/.test(text);
export const isVideoId = (text: string): boolean => /^\d{1,60}$/.test(text);

const notAProfile = (what: string, author: Locator | null = null): InputReading => ({
  outcome: 'not-a-profile',
  what,
  author,
});

/** Logins that differ in case only are the same channel. */
function readLogin(text: string): InputReading {
  const login = text.replace(/^@/, '').toLowerCase();
  if (isLogin(login)) return { outcome: 'profile', locator: { platform: PLATFORM, kind: 'handle', value: login } };
  return { outcome: 'invalid-handle', what: 'A Twitch name has up to 25 letters, digits or underscores.' };
}

function readVideo(login: string): InputReading {
  const reading = readLogin(login);
  return notAProfile(VIDEO, reading.outcome === 'profile' ? reading.locator : null);
}

/** What lies on hosts of their own. */
const HOSTS: Readonly<Record<string, (link: PastedLink) => InputReading>> = {
  'clips.twitch.tv': () => notAProfile(VIDEO),
  'player.twitch.tv': ({ query }) => {
    const channel = query.get('channel');
    return channel === null ? notAProfile(VIDEO) : readLogin(channel);
  },
  'dashboard.twitch.tv': ({ segments: [first, login] }) =>
    first === 'u' ? readLogin(login ?? '') : notAProfile(OTHER_PAGE),
};

function readUrl(link: PastedLink): InputReading {
  const [first = '', second, third] = link.segments;
  const elsewhere = Object.hasOwn(HOSTS, link.host) ? HOSTS[link.host] : undefined;
  if (elsewhere) return elsewhere(link);
  if (first === 'videos') return notAProfile(VIDEO);
  if (first === '' || RESERVED.has(first.toLowerCase())) return notAProfile(OTHER_PAGE);
  return VIDEOS.includes(second) && third ? readVideo(first) : readLogin(first);
}

export const twitchUrls: UrlRules = {
  hosts: [...['twitch.tv', 'www.twitch.tv', 'm.twitch.tv', 'go.twitch.tv', 'secure.twitch.tv'], ...Object.keys(HOSTS)],
  readUrl,
  readHandle: readLogin,
  // A bare name may be anybody's anywhere.
  claims: () => false,
};
