/** Reads the API guide: each curl command with the answer that the guide promises below it. */

export interface GuideExample {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly status: number;
  /** The answer is not there at once: ask until it is. */
  readonly eventually: boolean;
  /** What must be in the answer; null where it is empty. */
  readonly expected: unknown;
}

const BLOCK = /```(\w+)([^\n]*)\n([\s\S]*?)```/g;
const BASE = '$ROSTRUM';

export function readGuide(markdown: string): GuideExample[] {
  const blocks = [...markdown.matchAll(BLOCK)].map(([, kind = '', note = '', text = '']) => ({ kind, note, text }));
  return blocks.flatMap(({ kind, text }, index) => {
    if (kind !== 'sh' || !text.startsWith('curl ')) return [];
    const answer = blocks[index + 1];
    if (answer?.kind !== 'json') throw new Error(`The guide promises no answer to: ${text}`);
    return [{ ...readCurl(text), ...readAnswer(answer) }];
  });
}

function readAnswer({ note, text }: { note: string; text: string }) {
  const [, status = '', when = ''] = /^ (\d{3})( when .+)?$/.exec(note) ?? [];
  return {
    status: Number(status),
    eventually: when !== '',
    expected: text.trim() === '' ? null : (JSON.parse(text) as unknown),
  };
}

function readCurl(command: string): Omit<GuideExample, 'status' | 'eventually' | 'expected'> {
  const words = shellWords(command.replaceAll('\\\n', ' ')).slice(1);
  const headers: Record<string, string> = {};
  let method = 'GET';
  let path: string | undefined;
  let body: string | null = null;
  while (words.length > 0) {
    const word = words.shift() ?? '';
    if (word === '-X') method = words.shift() ?? '';
    else if (word === '-d') body = words.shift() ?? '';
    else if (word === '-H') {
      const [name = '', ...value] = (words.shift() ?? '').split(': ');
      headers[name.toLowerCase()] = value.join(': ');
    } else if (word.startsWith(BASE)) path = word.slice(BASE.length);
    else throw new Error(`The guide's curl has something unknown: ${word}`);
  }
  if (!path) throw new Error(`The guide's curl goes nowhere: ${command}`);
  return { method, path, headers, body };
}

/** Words apart by spaces, with '…' and "…" as shells read them; what the guide needs, and no more. */
function shellWords(line: string): string[] {
  return [...line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'),
  );
}

/** Names that the guide gives to what it learns, e.g. `$TALENT`. */
export class GuideNames {
  constructor(private readonly known: Map<string, string>) {}

  /** The text with every known name replaced. */
  fill(text: string): string {
    return text.replace(/\$[A-Z]+/g, (name) => this.known.get(name) ?? name);
  }

  /** What was promised, with names filled in; a name met for the first time takes its value from the answer. */
  learn(expected: unknown, answer: unknown): unknown {
    if (typeof expected === 'string' && /^\$[A-Z]+$/.test(expected)) {
      if (!this.known.has(expected) && typeof answer === 'string') this.known.set(expected, answer);
      return this.known.get(expected);
    }
    if (Array.isArray(expected))
      return expected.map((item, index) => this.learn(item, (answer as unknown[] | undefined)?.[index]));
    if (typeof expected !== 'object' || expected === null) return expected;
    const entries = Object.entries(expected).map(([key, value]) => [
      key,
      this.learn(value, (answer as Record<string, unknown> | undefined)?.[key]),
    ]);
    return Object.fromEntries(entries) as unknown;
  }
}
