/** Every record of a consent names the wording that was agreed to: other words are another version. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEXT_VERSION } from '../../backend/src/oauth/invitations/consent-text.js';
import { LANGUAGES } from '../../backend/src/oauth/invitations/languages.js';
import { ROOT } from '../support/command.js';

/** What is read and what is never done, for how long, how it ends: the parts of the page that are agreed to. */
const PARTS = ['data', 'facts', 'withdraw'];

/** Of each version, for good; the newest last. Words that changed want a line of their own here, and TEXT_VERSION with it. */
const DIGESTS: Readonly<Record<string, string>> = {
  '2026-11': '37a1eb62aa6608fc878baf2b55068c56',
};

function wordsOf(language: string): string[] {
  const source = readFileSync(join(ROOT, 'frontend/src/app/consent/words', `${language}.ts`), 'utf8');
  return PARTS.map((part) => {
    const found = new RegExp(`^ {2}${part}: \\{\\n([\\s\\S]*?)^ {2}\\},$`, 'm').exec(source)?.[1];
    if (found === undefined) throw new Error(`${language} has no part "${part}"`);
    return found.replaceAll(/\s+/g, ' ');
  });
}

it('changes with its words', () => {
  const digest = createHash('sha256')
    .update(JSON.stringify(LANGUAGES.map(wordsOf)))
    .digest('hex')
    .slice(0, 32);
  expect({ [TEXT_VERSION]: digest }).toEqual({ [TEXT_VERSION]: DIGESTS[TEXT_VERSION] });
});

it('is the newest that is known', () => {
  expect(Object.keys(DIGESTS).at(-1)).toBe(TEXT_VERSION);
});
