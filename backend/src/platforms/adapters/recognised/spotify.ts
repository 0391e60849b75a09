/** Spotify: artists, shows and listeners by id; ids are case-sensitive and there are no handles. Rules read 2026-08. */
import type { InputReading, PastedLink, RecognisedNetwork } from '../../contract/descriptor.js';
import { account, notAProfile, OTHER_PAGE, SHORT_LINK } from './reading.js';
import type { NameRule } from './reading.js';

const ID: NameRule = {
  platform: 'spotify',
  kind: 'id',
  pattern: /^[0-9A-Za-z]{22}$/,
  foldCase: false,
  what: 'A Spotify artist’s id has 22 letters and digits.',
};
const LISTENER: NameRule = { ...ID, kind: 'username', pattern: /^[\w.-]{1,64}$/, what: 'This is not a Spotify name.' };
const SHORT_HOSTS = ['spotify.link', 'spotify.app.link'];
const TRACKS: readonly (string | undefined)[] = ['track', 'album', 'playlist', 'episode'];

function readKind(kind: string | undefined, id: string | undefined): InputReading {
  if (kind === 'artist' || kind === 'show') return account(ID, id);
  if (kind === 'user') return account(LISTENER, id);
  return TRACKS.includes(kind) ? notAProfile('This link is music, not an artist.') : OTHER_PAGE;
}

function readUrl({ host, segments }: PastedLink): InputReading {
  if (SHORT_HOSTS.includes(host)) return SHORT_LINK;
  const [kind, id] = segments.filter((segment) => !/^(intl-[a-z-]{2,6}|embed)$/i.test(segment));
  return readKind(kind, id);
}

export const spotify: RecognisedNetwork = {
  id: 'spotify',
  name: 'Spotify',
  hosts: [
    'open.spotify.com',
    'play.spotify.com',
    'spotify.com',
    'www.spotify.com',
    'artists.spotify.com',
    ...SHORT_HOSTS,
  ],
  claims: {
    form: /^spotify:(artist|user|show):[\w.-]{1,64}$/,
    read: (text) => readKind(text.split(':')[1], text.split(':')[2]),
  },
  readUrl,
};
