/** `docs/states-and-errors.md`, from the very tables that the product works by. */
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { inRoot } from './paths.mjs';

export const REFERENCE = inRoot('docs', 'states-and-errors.md');

const RETRY = {
  no: 'the same would fail again',
  user: 'a person has to act',
  operator: 'whoever runs Rostrum has to act',
  auto: 'by itself, and the try is counted',
  'when-told': 'by itself, when the platform says; no try is used',
};

/** @param {string} path */
const compiled = (path) => import(pathToFileURL(inRoot('dist', 'backend', ...path.split('/'))).href);

/**
 * @param {string[]} head
 * @param {string[][]} rows
 */
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** @param {string} text */
const spoken = (text) => text.replaceAll('{platform}', '⟨platform⟩');

/** @param {{ descriptor: { name: string, words?: Record<string, { text: string, action: string }> } }} adapter */
const ownWords = ({ descriptor: { name, words = {} } }) =>
  Object.entries(words).map(([code, { text, action }]) => [
    name,
    `\`${code}\``,
    text.replaceAll('{platform}', name),
    action.replaceAll('{platform}', name),
  ]);

/** @returns {Promise<string>} */
export async function renderReference() {
  const { STATUS_RULES, OTHERWISE, TRANSITIONS } = await compiled('connections/connection-state.js');
  const { CONNECTION_CODES } = await compiled('core/connection-codes.js');
  const { API_CODES } = await compiled('core/errors.js');
  const { CATALOGUE } = await compiled('platforms/catalogue.js');
  const text = [
    '# States and errors',
    'Made by `npm run openapi` from the tables that the product works by; a test fails when it is out of date.',
    '## What a connection shows',
    'From the top: the first line that is true decides.',
    table(
      ['status', 'because'],
      [...STATUS_RULES, OTHERWISE].map(({ status, because }) => [`\`${status}\``, because]),
    ),
    '## What a sync may do next',
    'Anything else is refused and logged.',
    table(
      ['event', 'from', 'to'],
      Object.entries(TRANSITIONS).map(([event, { from, to }]) => [event, from.join(', '), to]),
    ),
    '## Why a look-up or a sync ended so',
    'In `connectionCode` of a refused request, and in `error.code` and `warnings` of a connection. A platform may have words of its own for a code.',
    table(
      ['code', 'what happened', 'what to do', 'tried again'],
      Object.entries(CONNECTION_CODES).map(([code, { text, action, retry }]) => [
        `\`${code}\``,
        spoken(text),
        spoken(action),
        RETRY[/** @type {keyof typeof RETRY} */ (retry)],
      ]),
    ),
    '### When it goes on',
    'What waits for a limit or for a platform goes on by itself, and no try is used. When, stands in `nextTryAt` of a connection and in `until` of its warning; the console says “resumes 14:05” after a limit and “next try 14:05” after anything else, with the day where it is another one. What is shown stays as it was.',
    '### In a platform’s own words',
    'Where one answer of a platform can mean several things, it is said so instead of the above.',
    table(['platform', 'code', 'what happened', 'what to do'], CATALOGUE.flatMap(ownWords)),
    '## What the API answers when it refuses',
    'As `application/problem+json` (RFC 9457) with `code`, `detail`, `requestId`, and `errors` by field, `action`, `retryAfter` where they apply.',
    table(
      ['code', 'status', 'title'],
      Object.entries(API_CODES).map(([code, { status, title }]) => [`\`${code}\``, String(status), title]),
    ),
  ].join('\n\n');
  return format(text, { ...(await resolveConfig(REFERENCE)), parser: 'markdown' });
}
