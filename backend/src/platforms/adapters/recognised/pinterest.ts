/** Pinterest: names of 3 to 30 letters, digits and underscores, on many countries' addresses. Rules read 2026-08. */
import type { InputReading, PastedLink, RecognisedNetwork } from '../../contract/descriptor.js';
import { account, notAProfile, OTHER_PAGE, SHORT_LINK } from './reading.js';
import type { NameRule } from './reading.js';

const NAME: NameRule = {
  platform: 'pinterest',
  kind: 'handle',
  pattern: /^[A-Za-z0-9_]{3,30}$/,
  foldCase: true,
  what: 'A Pinterest name has 3 to 30 letters, digits or underscores.',
};
const DOMAINS = 'com co.uk de fr es it ca jp co.kr com.au com.mx pt at ch se dk cl nz ie ru ph co.nz nl'.split(' ');
const COUNTRIES =
  'ar at au br ca ch cl co cz de dk es fi fr gr hu id ie in it jp kr mx nl no nz pe ph pl pt ro ru se sk th tr uk vn za';
const RESERVED = new Set([
  ...['ideas', 'search', 'today', 'business', 'settings', 'about', 'login', 'explore', 'categories', 'topics'],
  ...['pin-builder', 'oauth', 'password', 'convert-business'],
]);

function readUrl({ host, segments: [first = ''] }: PastedLink): InputReading {
  if (host === 'pin.it') return SHORT_LINK;
  if (first === 'pin') return notAProfile('This link is a pin, not a profile.');
  return first === '' || RESERVED.has(first.toLowerCase()) ? OTHER_PAGE : account(NAME, first);
}

export const pinterest: RecognisedNetwork = {
  id: 'pinterest',
  name: 'Pinterest',
  hosts: [
    'pin.it',
    'm.pinterest.com',
    ...DOMAINS.flatMap((domain) => [`pinterest.${domain}`, `www.pinterest.${domain}`]),
    ...COUNTRIES.split(' ').map((country) => `${country}.pinterest.com`),
  ],
  readUrl,
};
