/** Mastodon: @user@server, on any server; links are known of the larger ones only, since any host could be one. Rules read 2026-11. */
import type { InputReading, PastedLink, RecognisedNetwork } from '../../contract/descriptor.js';
import { account, OTHER_PAGE, postOf } from './reading.js';
import type { NameRule } from './reading.js';

const ADDRESS: NameRule = {
  platform: 'mastodon',
  kind: 'handle',
  pattern: /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,60}[A-Za-z0-9_])?@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}$/i,
  foldCase: true,
  what: 'A Mastodon address looks like @name@server.social.',
};
const SERVERS =
  'mastodon.social mastodon.online mstdn.social mas.to fosstodon.org hachyderm.io infosec.exchange mastodon.world mastodon.art mstdn.jp pawoo.net chaos.social techhub.social universeodon.com c.im toot.community mastodon.gamedev.place indieweb.social sfba.social troet.cafe';

/** Another server's account, seen through this one, is written with its own server. */
const addressOn = (host: string, name: string): string => (name.slice(1).includes('@') ? name : `${name}@${host}`);

function readUrl({ host, segments }: PastedLink): InputReading {
  const [first = '', second, third] = segments[0] === 'web' ? segments.slice(1) : segments;
  if (first === 'users' && second)
    return third === 'statuses' ? postOf(ADDRESS, `${second}@${host}`) : account(ADDRESS, `${second}@${host}`);
  if (!first.startsWith('@')) return OTHER_PAGE;
  const address = addressOn(host, first);
  return second !== undefined && /^\d+$/.test(second) ? postOf(ADDRESS, address) : account(ADDRESS, address);
}

export const mastodon: RecognisedNetwork = {
  id: 'mastodon',
  name: 'Mastodon',
  hosts: SERVERS.split(' '),
  claims: {
    form: /^@?[A-Za-z0-9_][A-Za-z0-9_.-]{0,60}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,6}$/i,
    read: (text) => account(ADDRESS, text),
  },
  readUrl,
};
