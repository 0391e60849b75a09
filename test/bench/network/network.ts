/**
 * The platforms as one server, a process of its own: node:http and nothing between, so that little of the machine goes to
 * it. It keeps to its quotas, counts what it is asked, and holds answers back where it is told to.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { PlatformName, World } from './accounts.ts';
import { readCall, type Call, type CallKind } from './routes.ts';
import { Quotas, type Quota } from './quotas.ts';

/** What the environment variable NETWORK holds, as JSON. */
export interface NetworkSettings {
  readonly port: number;
  readonly world: World;
  /** Posts that an account shows at most. */
  readonly shown: number;
  /** Milliseconds since 1970, until it is told another moment. */
  readonly now: number;
  readonly quotas: readonly Quota[];
}

/** What it can be told, as the body of `POST /__control`. */
export interface Control {
  readonly now?: number;
  /** Platforms whose answers are held back until they are no longer among these. */
  readonly held?: readonly PlatformName[];
  readonly quotas?: readonly Quota[];
  readonly forget?: boolean;
}

export interface Tally {
  readonly calls: Readonly<Record<string, number>>;
  readonly items: Readonly<Record<string, number>>;
  readonly overQuota: number;
  /** Requests that nothing understood. */
  readonly lost: number;
  /** When each of the last held calls came, in milliseconds since 1970 by the machine's own clock. */
  readonly arrivals: readonly { readonly platform: PlatformName; readonly kind: CallKind; readonly at: number }[];
}

const settings = JSON.parse(process.env['NETWORK'] ?? '') as NetworkSettings;
let { now } = settings;
let held: readonly PlatformName[] = [];
const quotas = new Quotas(settings.quotas);
const waiting: { readonly platform: PlatformName; readonly answer: () => void }[] = [];

const newTally = () => ({
  calls: {} as Record<string, number>,
  items: {} as Record<string, number>,
  overQuota: 0,
  lost: 0,
  arrivals: [] as Tally['arrivals'][number][],
});
let tally = newTally();

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const json = JSON.stringify(body);
  const length = Buffer.byteLength(json);
  response.writeHead(status, { ...headers, 'Content-Type': 'application/json', 'Content-Length': length }).end(json);
}

function count({ platform, kind, items }: Call): void {
  const name = `${platform}.${kind}`;
  tally.calls[name] = (tally.calls[name] ?? 0) + 1;
  tally.items[name] = (tally.items[name] ?? 0) + items;
}

function answer(call: Call, response: ServerResponse): void {
  const { refusal, headers } = quotas.take(call, now);
  if (!refusal) return send(response, 200, call.body({ world: settings.world, shown: settings.shown, now }), headers);
  tally.overQuota += 1;
  send(response, refusal.status, refusal.body, headers);
}

function control(told: Control): void {
  now = told.now ?? now;
  if (told.forget) tally = newTally();
  if (told.quotas) quotas.set(told.quotas);
  if (!told.held) return;
  held = told.held;
  for (const { platform, answer: go } of waiting.splice(0)) {
    if (held.includes(platform)) waiting.push({ platform, answer: go });
    else go();
  }
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://network');
  if (url.pathname === '/__control') {
    if (request.method === 'POST') control(JSON.parse(await text(request)) as Control);
    return send(response, 200, tally);
  }
  const call = readCall(url);
  if (!call) {
    tally.lost += 1;
    return send(response, 404, { error: `nothing is at ${url.pathname}` });
  }
  count(call);
  if (!held.includes(call.platform)) return answer(call, response);
  tally.arrivals.push({ platform: call.platform, kind: call.kind, at: Date.now() });
  waiting.push({ platform: call.platform, answer: () => answer(call, response) });
}

createServer((request, response) => {
  serve(request, response).catch((error: unknown) => send(response, 500, { error: String(error) }));
}).listen(settings.port, '127.0.0.1');
