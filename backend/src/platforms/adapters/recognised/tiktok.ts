/** TikTok: names of 2 to 24 letters, digits, dots and underscores. Rules read 2026-11. */
import type { InputReading, PastedLink, RecognisedNetwork } from '../../contract/descriptor.js';
import { account, OTHER_PAGE, postOf, SHORT_LINK, withWww } from './reading.js';
import type { NameRule } from './reading.js';

const NAME: NameRule = {
  platform: 'tiktok',
  kind: 'handle',
  pattern: /^(?!.*\.$)[a-z0-9._]{2,24}$/i,
  foldCase: true,
  what: 'A TikTok name has 2 to 24 letters, digits, dots or underscores.',
};
const SHORT_HOSTS = ['vm.tiktok.com', 'vt.tiktok.com'];

function readUrl({ host, segments }: PastedLink): InputReading {
  const [first = '', section, id] = segments;
  if (SHORT_HOSTS.includes(host) || first === 't') return SHORT_LINK;
  if (!first.startsWith('@')) return OTHER_PAGE;
  return (section === 'video' || section === 'photo') && id ? postOf(NAME, first) : account(NAME, first);
}

export const tiktok: RecognisedNetwork = {
  id: 'tiktok',
  name: 'TikTok',
  hosts: [...withWww('tiktok.com'), ...SHORT_HOSTS],
  readUrl,
};
