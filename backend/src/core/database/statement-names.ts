/**
 * Names under which PostgreSQL keeps statements prepared, so that it does not take the same one apart each time. One list for
 * all who share connections: a name means one text there.
 */

/** Texts beyond these are sent without a name: a list of values of any length makes a text of its own each time. */
const MOST_NAMES = 500;

const IN_BULK = /\b(unnest|jsonb?_to_recordset)\s*\(/;

export class StatementNames {
  private readonly names = new Map<string, string>();

  /** The same name for the same text in every connection of this process; empty where it gets none. */
  readonly ofAll = (text: string): string => {
    const known = this.names.get(text);
    if (known !== undefined) return known;
    if (this.names.size >= MOST_NAMES) return '';
    const name = `s${this.names.size}`;
    this.names.set(text, name);
    return name;
  };

  /** For where plans are kept for good: what takes rows in bulk gets no name, and is planned for the rows that it brings. */
  readonly ofSmall = (text: string): string => (IN_BULK.test(text) ? '' : this.ofAll(text));
}
