/** Listens to the API's server-sent events as a browser does, and remembers what it hears. */
import type { AddressInfo } from 'node:net';
import type { TestApi } from './api.js';
import { until } from './until.js';

interface Heard {
  readonly event: string;
  readonly ids: readonly string[];
}

export interface Listener {
  readonly status: number;
  readonly headers: Headers;
  /** Everything as it came. */
  text(): string;
  heard(): Heard[];
  /** Waits for an event that names this id. */
  hears(id: string): Promise<Heard>;
  ended(): Promise<true>;
  leave(): void;
}

/** Where the API of a test listens; it begins to with the first call. */
export async function addressOf({ app }: TestApi): Promise<{ host: string; port: number; origin: string }> {
  const server = app.getHttpServer();
  if (!server.listening) await app.listen(0, '127.0.0.1');
  const { port } = server.address() as AddressInfo;
  return { host: '127.0.0.1', port, origin: `http://127.0.0.1:${String(port)}` };
}

export async function listenTo(api: TestApi, headers: Record<string, string>): Promise<Listener> {
  const { origin } = await addressOf(api);
  const leaving = new AbortController();
  const answer = await fetch(`${origin}/api/v1/events`, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: leaving.signal,
  });
  let text = '';
  let over = false;
  const read = async () => {
    for await (const part of answer.body ?? []) text += Buffer.from(part).toString();
  };
  void read()
    .catch(() => undefined)
    .finally(() => (over = true));
  const heard = () => eventsIn(text);
  return {
    status: answer.status,
    headers: answer.headers,
    text: () => text,
    heard,
    hears: (id) => until(`an event about ${id}`, () => heard().find(({ ids }) => ids.includes(id))),
    ended: () => until<true>('the end of the stream', () => over),
    leave: () => leaving.abort(),
  };
}

function eventsIn(text: string): Heard[] {
  return [...text.matchAll(/^event: (\w+)\ndata: (.*)\n\n/gm)].map(([, event = '', data = '']) => ({
    event,
    ...(JSON.parse(data) as { ids: string[] }),
  }));
}
