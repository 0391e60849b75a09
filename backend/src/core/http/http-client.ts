/** The only way out over HTTP. Everything that a stranger's server could do to us is bounded here. */
import { Agent } from 'undici';
import { isIP } from 'node:net';
import { Injectable, type OnApplicationShutdown, Optional } from '@nestjs/common';
import { isPublicAddress, publicOnlyLookup, type Resolver } from './address-guard.js';
import { assertAllowed, type AllowedUrl, type HostList } from './host-list.js';
import { HttpFailure, toHttpFailure } from './http-failure.js';
import { HttpReply, type HttpAnswer } from './http-reply.js';
import { RequestBound } from './request-bound.js';

/** `api`: hosts come from configuration, redirects are refused. `media`: URLs come from answers, addresses are checked. */
export type HttpPurpose = 'api' | 'media';

export interface HttpBody {
  readonly type: 'application/x-www-form-urlencoded' | 'application/json';
  readonly text: string;
}

export interface HttpRequest {
  readonly purpose: HttpPurpose;
  readonly url: string | URL;
  readonly allow: HostList;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent with POST where it is there. */
  readonly body?: HttpBody;
  readonly signal?: AbortSignal;
  readonly maxBytes?: number;
  /** For the whole request with its redirects. */
  readonly totalMs?: number;
}

export interface HttpTimeouts {
  readonly connectMs: number;
  readonly headersMs: number;
  /** Longest silence while reading the body. */
  readonly bodyMs: number;
  readonly totalMs: number;
}

const DEFAULT_TIMEOUTS: HttpTimeouts = { connectMs: 5_000, headersMs: 15_000, bodyMs: 10_000, totalMs: 25_000 };
const MAX_BYTES = 10 * 1024 * 1024;
const MAX_MEDIA_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export abstract class HttpOptions {
  readonly timeouts?: Partial<HttpTimeouts>;
  /** Stands in for the system's resolver in tests. */
  readonly resolve?: Resolver;
}

@Injectable()
export class HttpClient implements OnApplicationShutdown {
  private readonly timeouts: HttpTimeouts;
  private readonly agents: Readonly<Record<HttpPurpose | 'insecure', Agent>>;

  constructor(@Optional() options?: HttpOptions) {
    this.timeouts = { ...DEFAULT_TIMEOUTS, ...options?.timeouts };
    const agent = (connect: object) =>
      new Agent({
        connections: 32,
        headersTimeout: this.timeouts.headersMs,
        bodyTimeout: this.timeouts.bodyMs,
        connect: { timeout: this.timeouts.connectMs, ...connect },
      });
    this.agents = { api: agent({}), media: agent({ lookup: publicOnlyLookup(options?.resolve) }), insecure: agent({}) };
  }

  /** Last of all: what workers have under way ends before, in its own order. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all(Object.values(this.agents).map((agent) => agent.destroy()));
  }

  /** GET. Resolves with any status; rejects with HttpFailure alone. */
  get(request: Omit<HttpRequest, 'body'>): Promise<HttpAnswer> {
    return this.ask(request);
  }

  /** POST, to APIs alone, which may not redirect. Resolves with any status; rejects with HttpFailure alone. */
  post(request: HttpRequest & { readonly purpose: 'api'; readonly body: HttpBody }): Promise<HttpAnswer> {
    return this.ask(request);
  }

  private async ask(request: HttpRequest): Promise<HttpAnswer> {
    let target = assertAllowed(request.url, request.allow);
    const bound = new RequestBound(request.signal, request.totalMs ?? this.timeouts.totalMs);
    try {
      for (let hop = 0; ; hop += 1) {
        const answer = await this.send(target, request, bound, hop > 0);
        const next = redirectTarget(answer, target, request, hop);
        if (next === null) return answer;
        target = next;
      }
    } catch (error) {
      throw toHttpFailure(error, `${target.url.host}${target.url.pathname}`, bound.ended);
    } finally {
      bound.clear();
    }
  }

  private send(
    { url, insecure }: AllowedUrl,
    wanted: HttpRequest,
    bound: RequestBound,
    redirected: boolean,
  ): Promise<HttpAnswer> {
    const bareHost = url.hostname.replace(/^\[|\]$/g, '');
    if (wanted.purpose === 'media' && !insecure && isIP(bareHost) !== 0 && !isPublicAddress(bareHost)) {
      throw new HttpFailure('blocked-address', `${url.host}: not a public address`);
    }
    const sent = sentWith(wanted.body, redirected ? withoutCredentials(wanted.headers) : wanted.headers);
    return new Promise((resolve, reject) => {
      const reply = new HttpReply({ host: url.host, maxBytes: wanted.maxBytes ?? MAX_BYTES, resolve, reject });
      bound.onEnd(() => reply.stop(new Error('The request was ended')));
      const to = { origin: url.origin, path: `${url.pathname}${url.search}` };
      this.agents[insecure ? 'insecure' : wanted.purpose].dispatch({ ...to, ...sent }, reply);
    });
  }
}

function redirectTarget(answer: HttpAnswer, from: AllowedUrl, wanted: HttpRequest, hop: number): AllowedUrl | null {
  if (!REDIRECTS.has(answer.status)) return null;
  if (wanted.purpose === 'api') throw new HttpFailure('redirect', `${from.url.host}: redirects are not followed here`);
  if (hop >= MAX_MEDIA_REDIRECTS) throw new HttpFailure('redirect', `${from.url.host}: too many redirects`);
  const location = answer.headers['location'];
  if (!location) throw new HttpFailure('redirect', `${from.url.host}: redirect without a target`);
  return assertAllowed(location, wanted.allow, from.url);
}

/** Method, headers and body; whatever has a body is a POST. */
function sentWith(body: HttpBody | undefined, headers: HttpRequest['headers']) {
  const own = { 'user-agent': 'Rostrum', ...headers };
  if (!body) return { method: 'GET', headers: own } as const;
  return { method: 'POST', headers: { 'content-type': body.type, ...own }, body: body.text } as const;
}

/** Only what describes the wish, never who asks, goes along to a redirect's target. */
function withoutCredentials(headers: HttpRequest['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers ?? {}).filter(([name]) => name.toLowerCase() === 'accept'));
}
