/** LinkedIn: people under /in/, pages under /company/, /school/ and /showcase/. Rules read 2026-08. */
import type { InputReading, PastedLink, RecognisedNetwork } from '../../contract/descriptor.js';
import { account, OTHER_PAGE, postOf, SHORT_LINK, withWww } from './reading.js';
import type { NameRule } from './reading.js';

const NAME: NameRule = {
  platform: 'linkedin',
  kind: 'handle',
  pattern: /^[\p{L}\p{N}\p{M}-]{3,100}$/u,
  foldCase: true,
  what: 'A LinkedIn name has 3 to 100 letters, digits or hyphens.',
};
const PAGE: NameRule = { ...NAME, kind: 'username', pattern: /^[\p{L}\p{N}\p{M}&._-]{1,100}$/u };
const COUNTRIES =
  'ae ar at au be bg br ca ch cl cn co cr cz de dk ec eg es fi fr gb gr hk hr hu id ie il in it jp ke kr kw lb lk lt lu lv ma mx my ng nl no nz pa pe ph pk pl pr pt qa ro rs ru sa se sg si sk th tn tr tt tw ua uk uy ve vn za';

/** `name_some-words-activity-7123` and its relatives name the author before the underscore. */
const authorOf = (slug: string | undefined): string => slug?.split('_', 1)[0] ?? '';

function readUrl({ host, segments: [first = '', second] }: PastedLink): InputReading {
  if (host === 'lnkd.in') return SHORT_LINK;
  switch (first) {
    case 'in':
    case 'pub':
      return account(NAME, second);
    case 'company':
    case 'school':
    case 'showcase':
      return account(PAGE, second);
    case 'posts':
      return postOf(NAME, authorOf(second));
    default:
      return OTHER_PAGE;
  }
}

export const linkedin: RecognisedNetwork = {
  id: 'linkedin',
  name: 'LinkedIn',
  hosts: [...withWww('linkedin.com'), 'lnkd.in', ...COUNTRIES.split(' ').map((country) => `${country}.linkedin.com`)],
  readUrl,
};
