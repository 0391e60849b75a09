/**
 * Names under which PostgreSQL keeps statements prepared, so that it does not take the same one apart each time. For what
 * is about a few rows: a bulk write prepared while its table was empty kept the plan for an empty table, at a tenth of the
 * speed.
 */

/** Texts beyond these are sent without a name: a list of values of any length makes a text of its own each time. */
const MOST_NAMES = 500;

/** What takes rows in bulk is planned for the rows that it brings. */
const IN_BULK = /\b(unnest|jsonb?_to_recordset)\s*\(/;

export class StatementNames {
  private readonly names = new Map<string, string>();

  /** The same name for the same text in every connection of this process; empty where it gets none. */
  nameOf(text: string): string {
    const known = this.names.get(text);
    if (known !== undefined) return known;
    if (this.names.size >= MOST_NAMES || IN_BULK.test(text)) return '';
    const name = `s${this.names.size}`;
    this.names.set(text, name);
    return name;
  }
}
