/** The `fields` parameter as the Graph API reads it: names with modifiers and fields of their own, `a,b.limit(2){c,d},e.metric(f,g)`. */
export interface AskedField {
  readonly name: string;
  readonly modifiers: ReadonlyMap<string, string>;
  readonly fields: readonly AskedField[];
}

class FieldReader {
  private at = 0;

  constructor(private readonly text: string) {}

  /** Everything there is, or null where it is not written as it should be. */
  readAll(): AskedField[] | null {
    const fields = this.list();
    return this.at === this.text.length ? fields : null;
  }

  private list(): AskedField[] | null {
    const fields: AskedField[] = [];
    do {
      const field = this.field();
      if (!field) return null;
      fields.push(field);
    } while (this.take(','));
    return fields;
  }

  private field(): AskedField | null {
    const name = this.match(/[a-z_]+/y);
    const modifiers = name === null ? null : this.modifiers();
    if (name === null || !modifiers) return null;
    if (!this.take('{')) return { name, modifiers, fields: [] };
    const fields = this.list();
    return fields && this.take('}') ? { name, modifiers, fields } : null;
  }

  private modifiers(): Map<string, string> | null {
    const modifiers = new Map<string, string>();
    while (this.take('.')) {
      const [name, value] = [this.match(/[a-z_]+/y), this.match(/\([^(){}]*\)/y)];
      if (name === null || value === null) return null;
      modifiers.set(name, value.slice(1, -1));
    }
    return modifiers;
  }

  private take(char: string): boolean {
    const found = this.text[this.at] === char;
    if (found) this.at += 1;
    return found;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    this.at += found?.length ?? 0;
    return found;
  }
}

export function readFields(text: string): AskedField[] | null {
  return new FieldReader(text).readAll();
}
