/**
 * Names under which PostgreSQL keeps statements prepared, so that it does not take the same one apart each time. For short
 * reads only: a bulk write prepared while its table was empty kept the plan for an empty table, at a tenth of the speed.
 */

/** Texts beyond these are sent without a name: a list of values of any length makes a text of its own each time. */
const MOST_NAMES = 500;

export class StatementNames {
  private readonly names = new Map<string, string>();

  /** The same name for the same text in every connection of this process; empty where it gets none. */
  nameOf(text: string): string {
    const known = this.names.get(text);
    if (known !== undefined) return known;
    if (this.names.size >= MOST_NAMES) return '';
    const name = `s${this.names.size}`;
    this.names.set(text, name);
    return name;
  }
}
