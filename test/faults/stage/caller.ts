/** Somebody who uses the API over HTTP, and keeps book of how each request was answered. */

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly took: number;
  readonly retryAfter: string | null;
}

export interface Reply<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: T;
  readonly took: number;
}

/** Nothing that was answered, and no time that was taken, is forgotten. */
export class Book {
  readonly asked: Asked[] = [];
  /** All answers, to be searched for secrets. */
  texts = '';

  /** Throws with the answers that an API must not give: another 5xx than 503 with a Retry-After, and what comes after five seconds. */
  assertWell(): void {
    const faults = this.asked
      .filter(({ status, took, retryAfter }) => took > 5_000 || (status >= 500 && (status !== 503 || !retryAfter)))
      .map(({ method, path, status, took }) => `${method} ${path}: ${String(status)} after ${took.toFixed(0)} ms`);
    this.asked.splice(0);
    if (faults.length > 0) throw new Error(`Answers that nobody should get:\n${faults.join('\n')}`);
  }
}

export class ApiCaller {
  constructor(
    readonly address: string,
    private readonly key: string,
    private readonly book: Book,
  ) {}

  get<T>(path: string): Promise<Reply<T>> {
    return this.send<T>('GET', path);
  }

  post<T>(path: string, body?: object, headers: Readonly<Record<string, string>> = {}): Promise<Reply<T>> {
    return this.send<T>('POST', path, body, headers);
  }

  /** To the stream of what changes, until one leaves. */
  async listen(): Promise<{ readonly text: () => string; readonly leave: () => void }> {
    const leaving = new AbortController();
    const headers = { authorization: `Bearer ${this.key}`, accept: 'text/event-stream' };
    const answer = await fetch(`${this.address}/api/v1/events`, { headers, signal: leaving.signal });
    let text = '';
    const read = async () => {
      for await (const part of answer.body ?? []) text += Buffer.from(part).toString();
    };
    void read().catch(() => undefined);
    return { text: () => text, leave: () => leaving.abort() };
  }

  remove(path: string): Promise<Reply> {
    return this.send('DELETE', path);
  }

  /** Rejects where nobody answers at all. */
  private async send<T>(
    method: string,
    path: string,
    body?: object,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Reply<T>> {
    const headers = {
      authorization: `Bearer ${this.key}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...more,
    };
    const since = performance.now();
    const answer = await fetch(`${this.address}/api/v1${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await answer.text();
    const took = performance.now() - since;
    const { status } = answer;
    this.book.asked.push({ method, path, status, took, retryAfter: answer.headers.get('retry-after') });
    this.book.texts += `${text}\n`;
    return { status, headers: answer.headers, text, body: parsed<T>(text), took };
  }
}

function parsed<T>(text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    return {} as T;
  }
}
