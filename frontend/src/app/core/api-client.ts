/** The one door to the API: paths and queries in, typed answers out, failures as `ProblemError`. */
import { Injectable } from '@angular/core';
import { apiOrigin, withImagesFrom } from './api-origin';
import { newIdempotencyKey } from './idempotency';
import { ProblemError, UNREACHABLE, problemFrom } from './problem';

export type Query = Record<string, string | number | boolean | null | undefined>;

interface Call {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  query?: Query;
  body?: object;
  headers?: Record<string, string>;
}

const BASE = '/api/v1';
const isAuth = (path: string): boolean => path.startsWith('/auth/') || path.startsWith('/staff-links/');
/** Here a 401 is about what was typed, or about a session that was being ended anyway. */
const ENTRANCES = new Set(['/auth/login', '/auth/logout']);

@Injectable({ providedIn: 'root' })
export class ApiClient {
  private ended: () => void = () => undefined;

  /** What to do once the API says that nobody is signed in any more. */
  onSessionEnd(handler: () => void): void {
    this.ended = handler;
  }

  /** `background` marks polls: they must not keep an idle session alive. */
  get<T>(path: string, query: Query = {}, background = false): Promise<T> {
    return this.send({ method: 'GET', path, query, headers: background ? { 'X-Background': '1' } : {} });
  }

  /** A caller that retries one intended action gives its key, so that the second try cannot do it twice. */
  post<T>(path: string, body: object = {}, key: string | null = null): Promise<T> {
    const headers: Record<string, string> = isAuth(path) ? {} : { 'Idempotency-Key': key ?? newIdempotencyKey() };
    return this.send({ method: 'POST', path, body, headers });
  }

  patch<T>(path: string, body: object): Promise<T> {
    return this.send({ method: 'PATCH', path, body });
  }

  delete(path: string, query: Query = {}): Promise<void> {
    return this.send({ method: 'DELETE', path, query });
  }

  private async send<T>(call: Call): Promise<T> {
    const response = await reach(call);
    const body = parse(await response.text());
    if (response.ok) return body as T;
    if (response.status === 401 && !ENTRANCES.has(call.path)) this.ended();
    throw new ProblemError(problemFrom(response.status, body));
  }
}

async function reach({ method, path, query = {}, body, headers }: Call): Promise<Response> {
  try {
    const origin = apiOrigin();
    return await fetch(origin + BASE + path + toSearch(query), {
      method,
      credentials: origin ? 'include' : 'same-origin',
      body: body ? JSON.stringify(body) : null,
      headers: {
        Accept: 'application/json, application/problem+json',
        ...(body ? { 'Content-Type': 'application/json' } : {}),
        ...headers,
      },
    });
  } catch {
    throw new ProblemError(UNREACHABLE);
  }
}

function parse(text: string): unknown {
  try {
    const origin = apiOrigin();
    return text ? JSON.parse(text, origin ? withImagesFrom(origin) : undefined) : undefined;
  } catch {
    return undefined;
  }
}

function toSearch(query: Query): string {
  const set = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const search = new URLSearchParams(set.map(([key, value]) => [key, String(value)])).toString();
  return search && `?${search}`;
}
