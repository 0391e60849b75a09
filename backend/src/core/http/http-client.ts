/** The only way out over HTTP. Everything that a stranger's server could do to us is bounded here. */
import { Agent, request, type Dispatcher } from 'undici';
import { isIP } from 'node:net';
import { Injectable, type OnApplicationShutdown, Optional } from '@nestjs/common';
import { isPublicAddress, publicOnlyLookup, type Resolver } from './address-guard.js';
import { assertAllowed, type AllowedUrl, type HostList } from './host-list.js';
import { HttpFailure, toHttpFailure } from './http-failure.js';
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

export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names; repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
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
        const answer = await this.send(target, request, bound.signal, hop > 0);
        const next = redirectTarget(answer, target, request, hop);
        if (next === null) return answer;
        target = next;
      }
    } catch (error) {
      throw toHttpFailure(error, `${target.url.host}${target.url.pathname}`, bound);
    } finally {
      bound.clear();
    }
  }

  private async send(
    target: AllowedUrl,
    wanted: HttpRequest,
    signal: AbortSignal,
    redirected: boolean,
  ): Promise<HttpAnswer> {
    const bareHost = target.url.hostname.replace(/^\[|\]$/g, '');
    if (wanted.purpose === 'media' && !target.insecure && isIP(bareHost) !== 0 && !isPublicAddress(bareHost)) {
      throw new HttpFailure('blocked-address', `${target.url.host}: not a public address`);
    }
    const response = await request(target.url, {
      dispatcher: this.agents[target.insecure ? 'insecure' : wanted.purpose],
      ...sentWith(wanted.body, redirected ? withoutCredentials(wanted.headers) : wanted.headers),
      signal,
    });
    const headers = flatHeaders(response.headers);
    const encoding = headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity') {
      discard(response);
      throw new HttpFailure('malformed', `${target.url.host}: unknown content encoding`);
    }
    return {
      status: response.statusCode,
      headers,
      body: await readBounded(response, headers, wanted.maxBytes ?? MAX_BYTES),
    };
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

function flatHeaders(raw: Dispatcher.ResponseData['headers']): Record<string, string> {
  const entries = Object.entries(raw).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]),
  );
}

/** Closes the connection rather than reading on; the body then reports its own end as an error that nobody awaits. */
function discard(response: Dispatcher.ResponseData): void {
  response.body.on('error', () => undefined).destroy();
}

async function readBounded(
  response: Dispatcher.ResponseData,
  headers: Record<string, string>,
  maxBytes: number,
): Promise<Buffer> {
  const tooLarge = () => {
    discard(response);
    return new HttpFailure('too-large', `answer is larger than ${maxBytes} bytes`);
  };
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.body.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) reject(tooLarge());
      else chunks.push(chunk);
    });
    response.body.once('end', () => resolve(joined(chunks, size)));
    response.body.once('error', reject);
  });
}

/** As it came where it came in one piece, as most answers do. */
const joined = ([first, ...others]: readonly Buffer[], size: number): Buffer =>
  first && others.length === 0 ? first : Buffer.concat(first ? [first, ...others] : [], size);
