/**
 * What stands between the product and the simulated platforms: a server that passes calls on, and does to them what a
 * test says. It remembers every call, and what the platform truly answered to it.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { startNetwork } from '../../support/network.js';
import type { Network } from '../../support/network.js';

export interface Call {
  readonly platform: string;
  /** Below the platform's address, decoded: names of accounts can be looked for in it. */
  readonly target: string;
  readonly path: string;
  readonly at: number;
  /** Null until it is answered, and where nobody waited for the answer. */
  status: number | null;
  /** When its connection was closed, or its answer was through. */
  over: number | null;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

export type Fate =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** The platform's own answer, changed. */
  | { readonly kind: 'change'; readonly change: (body: Buffer) => Answer }
  /** Passed on once the promise is fulfilled. */
  | { readonly kind: 'hold'; readonly until: Promise<void> }
  /** Not even headers come. */
  | { readonly kind: 'silence' }
  /** Headers, a beginning, and no more. */
  | { readonly kind: 'half' }
  /** A byte each second. */
  | { readonly kind: 'drip' };

/** What befalls a call; null lets it pass. */
export type Rule = (call: Call) => Fate | null;

export class Platforms {
  readonly calls: Call[] = [];
  /** The platform's latest true answers, by platform and path. */
  readonly truth = new Map<string, Buffer>();
  private rules: Rule[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    readonly network: Network,
    /** For SIMULATOR_URL. */
    readonly url: string,
    private readonly end: () => Promise<void>,
  ) {}

  static async start(): Promise<Platforms> {
    const network = await startNetwork();
    const server = createServer(
      (request, response) => void platforms.serve(request, response).catch(() => response.destroy()),
    );
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const end = async () => {
      await new Promise<void>((ended) => {
        server.close(() => ended());
        server.closeAllConnections();
      });
      await network.stop();
    };
    const platforms = new Platforms(network, `http://127.0.0.1:${String(port)}/sim`, end);
    server.on('connection', (socket) => {
      platforms.sockets.add(socket);
      socket.once('close', () => platforms.sockets.delete(socket));
    });
    return platforms;
  }

  /** From now on; answers with what takes the rule back. */
  rule(rule: Rule): () => void {
    this.rules = [rule, ...this.rules];
    return () => (this.rules = this.rules.filter((other) => other !== rule));
  }

  /** As if nothing had ever happened to a call. */
  clear(): void {
    this.rules = [];
    this.calls.splice(0);
  }

  /** Connections that somebody keeps open to here. */
  get open(): number {
    return this.sockets.size;
  }

  callsTo(platform: string, contains = ''): Call[] {
    return this.calls.filter((call) => call.platform === platform && call.target.includes(contains));
  }

  stop(): Promise<void> {
    return this.end();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = decodeURIComponent((request.url ?? '').replace(/^\/sim\//, '').replaceAll('+', ' '));
    const [platform = '', ...rest] = target.split('/');
    const path = rest.join('/').split('?')[0] ?? '';
    const call: Call = { platform, target, path, at: Date.now(), status: null, over: null };
    this.calls.push(call);
    response.once('finish', () => (call.status = response.statusCode));
    response.once('close', () => (call.over = Date.now()));
    const body = await buffer(request);
    await this.meet(this.fateOf(call), request, body, response, call);
  }

  private fateOf(call: Call): Fate | null {
    for (const rule of this.rules) {
      const fate = rule(call);
      if (fate) return fate;
    }
    return null;
  }

  private async meet(
    fate: Fate | null,
    request: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
    call: Call,
  ): Promise<void> {
    switch (fate?.kind) {
      case 'answer':
        return send(response, fate.answer);
      case 'silence':
        return;
      case 'half':
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '4096' });
        response.write('{"half": "of an ans');
        return;
      case 'drip':
        return drip(response);
      case 'hold':
        await fate.until;
        break;
      case 'change':
      case undefined:
    }
    const answer = await this.ask(request, body);
    this.truth.set(`${call.platform} ${call.path}`, answer.body as Buffer);
    send(response, fate?.kind === 'change' ? fate.change(answer.body as Buffer) : answer);
  }

  private async ask(request: IncomingMessage, body: Buffer): Promise<Answer> {
    const { host: _host, connection: _connection, ...headers } = request.headers;
    const url = `${this.network.url}${(request.url ?? '').replace(/^\/sim/, '')}`;
    const { method = 'GET' } = request;
    const answer = await fetch(url, {
      method,
      headers: headers as Record<string, string>,
      redirect: 'manual',
      ...(method === 'GET' ? {} : { body: new Uint8Array(body) }),
    });
    const passed = Object.fromEntries(
      [...answer.headers].filter(
        ([name]) => !['transfer-encoding', 'connection', 'content-length', 'content-encoding'].includes(name),
      ),
    );
    return { status: answer.status, headers: passed, body: Buffer.from(await answer.arrayBuffer()) };
  }
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: Answer): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
}

async function drip(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  while (!response.destroyed) {
    response.write(' ');
    await pause(1_000);
  }
}

/** A hold that a test lets go of. */
export function aGate(): { readonly open: () => void; readonly opened: Promise<void> } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}
