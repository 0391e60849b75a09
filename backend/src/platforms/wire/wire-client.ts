/** One request to a platform's API: bounded transport below, parsed JSON above, failures already in the platform's terms. */
import type { HttpBody, HttpClient } from '../../core/http/http-client.js';
import type { HttpAnswer } from '../../core/http/http-reply.js';
import { HttpFailure, type HttpFailureKind } from '../../core/http/http-failure.js';
import { decodeUtf8, parseJsonLossless } from '../../core/http/lossless.js';
import type { ConnectionCode } from '../../core/connection-codes.js';
import { PlatformError } from '../contract/platform-error.js';
import type { PlatformEndpoint } from './platform-endpoint.js';

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined where there is none, or an error answer is not JSON (gateways in between like to speak HTML). */
  readonly body: unknown;
}

export interface WireRequest {
  readonly path: string;
  /** In order; a key may repeat. */
  readonly query: readonly [string, string][];
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

const TRANSPORT_CODES: Readonly<Record<HttpFailureKind, ConnectionCode>> = {
  timeout: 'SYNC_TIMEOUT',
  connect: 'PLATFORM_UNAVAILABLE',
  tls: 'PLATFORM_UNAVAILABLE',
  aborted: 'WORKER_LOST',
  'too-large': 'PLATFORM_CONTRACT_CHANGED',
  'blocked-host': 'SYNC_INTERNAL',
  'blocked-address': 'SYNC_INTERNAL',
  redirect: 'PLATFORM_CONTRACT_CHANGED',
  malformed: 'PLATFORM_CONTRACT_CHANGED',
};

/** What is sent with POST: a form, or JSON. */
export type WireBody = { readonly form: readonly [string, string][] } | { readonly json: unknown };

export class WireClient {
  constructor(
    private readonly http: HttpClient,
    private readonly endpoint: PlatformEndpoint,
  ) {}

  /** Resolves with any status; the adapter classifies it. Rejects with PlatformError alone. */
  get(request: WireRequest): Promise<WireAnswer> {
    return this.ask(request, (wanted) => this.http.get(wanted));
  }

  /** The same with POST. Only adapters that repeat it knowingly may do so: it can change something. */
  post(request: WireRequest, body: WireBody): Promise<WireAnswer> {
    return this.ask(request, (wanted) => this.http.post({ ...wanted, body: bodyOf(body) }));
  }

  private async ask(request: WireRequest, send: (wanted: Wanted) => Promise<HttpAnswer>): Promise<WireAnswer> {
    const query = request.query.length === 0 ? '' : `?${new URLSearchParams([...request.query])}`;
    try {
      const answer = await send({
        purpose: 'api',
        url: `${this.endpoint.baseUrl}${request.path}${query}`,
        allow: this.endpoint.allow,
        headers: { accept: 'application/json', ...request.headers },
        signal: request.signal,
      });
      return { status: answer.status, headers: answer.headers, body: readBody(answer, request.path) };
    } catch (error) {
      throw asPlatformError(error, request.path);
    }
  }
}

type Wanted = Omit<Parameters<HttpClient['post']>[0], 'body'>;

const bodyOf = (body: WireBody): HttpBody =>
  'json' in body
    ? { type: 'application/json', text: JSON.stringify(body.json) }
    : { type: 'application/x-www-form-urlencoded', text: new URLSearchParams([...body.form]).toString() };

function readBody(answer: HttpAnswer, path: string): unknown {
  if (answer.body.length === 0) return undefined;
  try {
    return parseJsonLossless(decodeUtf8(answer.body, path), path);
  } catch (error) {
    if (answer.status < 400) throw error;
    return undefined;
  }
}

function asPlatformError(error: unknown, path: string): PlatformError {
  if (error instanceof PlatformError) return error;
  if (!(error instanceof HttpFailure)) return new PlatformError('SYNC_INTERNAL', { note: path, cause: error });
  return new PlatformError(TRANSPORT_CODES[error.kind], { note: `${path}: ${error.kind}`, cause: error });
}
