/** A platform that answers as a test tells it to, and remembers what it was asked: for clients and authorizers alone. */
import { text } from 'node:stream/consumers';
import { HttpClient } from '../../core/http/http-client.js';
import { listen } from '../../core/http/testing/local-server.js';
import type { Consent } from '../contract/fetcher.js';
import type { Wires } from '../wire/fetcher-provider.js';
import { WireClient } from '../wire/wire-client.js';

export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Scripted {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export class ScriptedServer {
  readonly asked: Asked[] = [];
  private readonly answers: Scripted[] = [];

  private constructor(
    readonly wires: Wires,
    readonly close: () => Promise<void>,
  ) {}

  /** All hosts of the platform are this one. */
  static async start(): Promise<ScriptedServer> {
    const http = new HttpClient();
    const server = await listen((request, response) => {
      void text(request).then((body) => {
        const { method = '', headers } = request;
        scripted.asked.push({ method, url: new URL(request.url ?? '', server.url), headers, body });
        const answer = scripted.answers.length > 1 ? scripted.answers.shift() : scripted.answers[0];
        response.writeHead(answer?.status ?? 200, { 'content-type': 'application/json', ...answer?.headers });
        response.end(typeof answer?.body === 'string' ? answer.body : JSON.stringify(answer?.body ?? {}));
      });
    });
    const endpoint = { baseUrl: server.url, simulated: true, allow: { hosts: [], insecureHosts: [server.host] } };
    const wire = new WireClient(http, endpoint);
    const close = async () => {
      await http.onApplicationShutdown();
      await server.close();
    };
    const scripted: ScriptedServer = new ScriptedServer({ main: wire, at: () => wire }, close);
    return scripted;
  }

  /** In this order; the last one for everything that follows. */
  answer(...answers: readonly Scripted[]): void {
    this.answers.splice(0, this.answers.length, ...answers);
  }

  forms(): Record<string, string>[] {
    return this.asked.map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
  }
}

/** A consent whose token is always good. */
export const aConsent = (scopes: readonly string[], token = 'token-of-the-talent'): Consent => ({
  scopes,
  bearer: (send) => send(token),
});
