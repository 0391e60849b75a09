/** What the columns of a file mean, by their names alone. Pure; platforms' columns are data from the registry. */
import type { FieldProblem } from '../core/errors.js';
import { csvProblem } from './csv-text.js';

const FIELDS = ['talent', 'email', 'tags', 'aliases', 'notes', 'platform', 'profile'] as const;
export type Field = (typeof FIELDS)[number];

/** How people call them. */
const CALLED: Readonly<Record<Field, readonly string[]>> = {
  talent: ['talent', 'talent name', 'name', 'full name', 'artist', 'creator', 'client', 'person', 'act'],
  email: ['email', 'e mail', 'mail', 'email address', 'e mail address'],
  tags: ['tags', 'tag', 'labels', 'label', 'groups', 'group'],
  aliases: ['aliases', 'alias', 'aka', 'also known as', 'stage name', 'other names'],
  notes: ['notes', 'note', 'comments', 'comment', 'remarks'],
  platform: ['platform', 'network', 'social network', 'service'],
  profile: ['profile', 'handle', 'url', 'link', 'username', 'account', 'profile url', 'profile link', 'social profile'],
};

/** What may follow a platform's name in the heading of its column. */
const PROFILE_WORDS: readonly string[] = ['', ...CALLED.profile];

export interface NamedPlatform {
  readonly id: string;
  readonly name: string;
}

export interface Columns {
  readonly fields: Readonly<Partial<Record<Field, number>>>;
  readonly platforms: readonly { readonly platform: string; readonly at: number }[];
  /** Headings that mean nothing here. */
  readonly unused: readonly string[];
}

/** `E-Mail_Address ` → `e mail address`. */
const plain = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

export class ColumnNames {
  private readonly meanings = new Map<string, { field: Field } | { platform: string }>();

  /** Fields come first: a network called “Link” would not take the column of that name. */
  constructor(platforms: readonly NamedPlatform[]) {
    for (const { id, name } of platforms)
      for (const word of PROFILE_WORDS)
        for (const called of [id, name]) this.meanings.set(plain(`${called} ${word}`), { platform: id });
    for (const field of FIELDS) for (const called of CALLED[field]) this.meanings.set(called, { field });
  }

  isKnown = (heading: string): boolean => this.meanings.has(plain(heading));

  /** The id of the platform that somebody wrote by its name or id; null for one that nobody knows. */
  platform(text: string): string | null {
    const meaning = this.meanings.get(plain(text));
    return meaning && 'platform' in meaning ? meaning.platform : null;
  }

  read(header: readonly string[]): Columns | { readonly problems: readonly FieldProblem[] } {
    const fields: Partial<Record<Field, number>> = {};
    const platforms: { platform: string; at: number }[] = [];
    const problems: FieldProblem[] = [];
    header.forEach((heading, at) => {
      const meaning = this.meanings.get(plain(heading));
      if (!meaning) return;
      if ('platform' in meaning) return void platforms.push({ platform: meaning.platform, at });
      const earlier = fields[meaning.field];
      if (earlier === undefined) fields[meaning.field] = at;
      else problems.push(twice(header[earlier] ?? '', heading, meaning.field));
    });
    const unused = header.filter((heading) => heading !== '' && !this.isKnown(heading)).map(short);
    problems.push(...missing(fields, platforms.length > 0));
    return problems.length > 0 ? { problems } : { fields, platforms, unused };
  }
}

/** It is shown in every list of imports. */
const short = (heading: string): string => (heading.length > 80 ? `${heading.slice(0, 79)}…` : heading);

const twice = (earlier: string, heading: string, field: Field): FieldProblem =>
  csvProblem(
    field === 'profile'
      ? `Line 1: “${short(earlier)}” and “${short(heading)}” both name the profile. Keep one, or name each column after its platform.`
      : `Line 1: “${short(earlier)}” and “${short(heading)}” mean the same. Keep one of them.`,
    'column-twice',
  );

function missing(fields: Partial<Record<Field, number>>, hasPlatforms: boolean): FieldProblem[] {
  if (Object.keys(fields).length === 0 && !hasPlatforms)
    return [csvProblem('Line 1 must name the columns, such as: talent, email, tags, platform, profile.', 'no-header')];
  return [
    ...(fields.talent === undefined
      ? [csvProblem('Line 1 has no column with the talent’s name. Call it “talent”.', 'no-talent-column')]
      : []),
    ...(fields.profile === undefined && !hasPlatforms
      ? [csvProblem('Line 1 has no column with profiles. Call it “profile”, or after a platform.', 'no-profile-column')]
      : []),
  ];
}
