/** Threads: names as on Instagram, always written with an @ in links. Rules read 2026-08. */
import type { InputReading, PastedLink, RecognisedNetwork } from '../../contract/descriptor.js';
import { account, OTHER_PAGE, postOf, withWww } from './reading.js';
import type { NameRule } from './reading.js';

const NAME: NameRule = {
  platform: 'threads',
  kind: 'handle',
  pattern: /^(?!\.)(?!.*\.\.)(?!.*\.$)[a-z0-9._]{1,30}$/i,
  foldCase: true,
  what: 'A Threads name has 1 to 30 letters, digits, dots or underscores.',
};

function readUrl({ segments: [first = '', section, id] }: PastedLink): InputReading {
  if (!first.startsWith('@')) return OTHER_PAGE;
  return section === 'post' && id ? postOf(NAME, first) : account(NAME, first);
}

export const threads: RecognisedNetwork = {
  id: 'threads',
  name: 'Threads',
  hosts: withWww('threads.net', 'threads.com'),
  readUrl,
};
