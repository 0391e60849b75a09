/** Records as rows to import: one for each profile that a line names, or one for a talent without any. Pure. */
import { isEmail } from 'class-validator';
import type { Columns, Field } from './columns.js';
import type { CsvRecord, CsvTable } from './csv-text.js';
import type { GivenRow } from './import.js';

export interface FileRow {
  readonly line: number;
  readonly part: number;
  readonly given: GivenRow;
}

const NAME_MAX = 200;
const EMAIL_MAX = 254;
const TAGS_MAX = 30;
const TAG_MAX = 60;
const ALIASES_MAX = 20;
const NOTES_MAX = 10_000;
const CONTROLS = /\p{Cc}/u;

/** Stops once there are more than `most`: a line may name a hundred profiles. */
export function rowsOf(table: CsvTable, columns: Columns, most: number): FileRow[] {
  const rows: FileRow[] = [];
  for (const record of table.records) {
    rows.push(...rowsOfRecord(record, columns));
    if (rows.length > most) break;
  }
  return rows;
}

function rowsOfRecord({ line, cells }: CsvRecord, { fields, platforms }: Columns): FileRow[] {
  const cell = (at: number | undefined): string => (at === undefined ? '' : unguarded(cells[at] ?? ''));
  const of = (field: Field): string => cell(fields[field]);
  const talent = {
    talent: of('talent').replace(/\s+/g, ' '),
    email: of('email') || null,
    tags: listed(of('tags'), /[;,|]/),
    aliases: listed(of('aliases'), /[;|]/), // names may hold commas
    notes: of('notes') || null,
  };
  const profiles = [
    ...(of('profile') ? [{ platform: of('platform') || null, profile: of('profile') }] : []),
    ...platforms.flatMap(({ platform, at }) => (cell(at) ? [{ platform, profile: cell(at) }] : [])),
  ];
  const named = profiles.length > 0 ? profiles : [{ platform: null, profile: null }];
  return named.map((profile, part) => ({ line, part, given: { ...talent, ...profile } }));
}

/** Exports guard cells that a spreadsheet would take for formulas with an apostrophe; coming back, it goes. */
const unguarded = (cell: string): string => (/^'[=+\-@]/.test(cell) ? cell.slice(1) : cell);

function listed(text: string, separator: RegExp): string[] {
  const seen = new Set<string>();
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => {
      const key = part.toLowerCase();
      return key === '' || seen.has(key) ? false : seen.add(key);
    });
}

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

interface Rule {
  readonly broken: (given: GivenRow) => boolean;
  readonly text: (given: GivenRow) => string;
}

const RULES: readonly Rule[] = [
  { broken: ({ talent }) => talent === '', text: () => 'This row has no talent’s name.' },
  { broken: ({ talent }) => talent.length > NAME_MAX, text: () => `A name has at most ${NAME_MAX} characters.` },
  {
    broken: ({ email }) => email !== null && (email.length > EMAIL_MAX || !isEmail(email)),
    text: ({ email }) => `“${short(email ?? '')}” is not an e-mail address.`,
  },
  {
    broken: ({ tags }) => tags.length > TAGS_MAX || tags.some(({ length }) => length > TAG_MAX),
    text: () => `A talent has at most ${TAGS_MAX} tags of ${TAG_MAX} characters.`,
  },
  {
    broken: ({ aliases }) => aliases.length > ALIASES_MAX || aliases.some(({ length }) => length > NAME_MAX),
    text: () => `A talent has at most ${ALIASES_MAX} other names of ${NAME_MAX} characters.`,
  },
  {
    broken: ({ notes }) => (notes ?? '').length > NOTES_MAX,
    text: () => `Notes have at most ${NOTES_MAX} characters.`,
  },
  {
    broken: ({ talent, tags, aliases }) => [talent, ...tags, ...aliases].some((text) => CONTROLS.test(text)),
    text: () => 'A name or tag is one line of text, without control characters.',
  },
];

/** What is wrong with what a row says of the talent; null where nothing is. */
export const talentProblem = (given: GivenRow): string | null =>
  RULES.find(({ broken }) => broken(given))?.text(given) ?? null;
