/** The one door to the API: paths and queries in, typed answers out, failures as `ProblemError`. */
import { Injectable, inject } from '@angular/core';
import { apiOrigin, withImagesFrom } from './api-origin';
import { Connectivity, isNoAnswer } from './connectivity';
import { newIdempotencyKey } from './idempotency';
import { ProblemError, UNREACHABLE, problemFrom, type Problem } from './problem';

export type Query = Record<string, string | number | boolean | null | undefined>;

interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Query;
  body?: object;
  headers?: Record<string, string>;
}

const BASE = '/api/v1';
/** What opens a door, or speaks for a talent, is never answered from memory. */
const UNREPEATED = ['/auth/', '/staff-links/', '/consent', '/own/', '/oauth/'];
const isUnrepeated = (path: string): boolean => UNREPEATED.some((start) => path.startsWith(start));
/** Here a 401 is about what was typed, about a session that was being ended anyway, or about a link. */
const ENTRANCES = ['/auth/login', '/auth/logout', '/consent'];
const isEntrance = (path: string): boolean => ENTRANCES.some((start) => path.startsWith(start));

@Injectable({ providedIn: 'root' })
export class ApiClient {
  private readonly connectivity = inject(Connectivity);
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
    const headers: Record<string, string> = isUnrepeated(path) ? {} : { 'Idempotency-Key': key ?? newIdempotencyKey() };
    return this.send({ method: 'POST', path, body, headers });
  }

  put<T>(path: string, body: object): Promise<T> {
    return this.send({ method: 'PUT', path, body });
  }

  patch<T>(path: string, body: object): Promise<T> {
    return this.send({ method: 'PATCH', path, body });
  }

  delete(path: string, query: Query = {}): Promise<void> {
    return this.send({ method: 'DELETE', path, query });
  }

  private async send<T>(call: Call): Promise<T> {
    const answer = await reach(call);
    if ('problem' in answer) {
      if (isNoAnswer(answer.problem)) this.connectivity.missed();
      else this.connectivity.heard();
      if (answer.problem.status === 401 && !isEntrance(call.path)) this.ended();
      throw new ProblemError(answer.problem);
    }
    this.connectivity.heard();
    return answer.body as T;
  }
}

/** An answer that breaks off half-way is none. */
async function reach({
  method,
  path,
  query = {},
  body,
  headers,
}: Call): Promise<{ body: unknown } | { problem: Problem }> {
  try {
    const origin = apiOrigin();
    const response = await fetch(origin + BASE + path + toSearch(query), {
      method,
      credentials: origin ? 'include' : 'same-origin',
      body: body ? JSON.stringify(body) : null,
      headers: {
        Accept: 'application/json, application/problem+json',
        ...(body ? { 'Content-Type': 'application/json' } : {}),
        ...headers,
      },
    });
    const read = parse(await response.text());
    return response.ok ? { body: read } : { problem: problemFrom(response.status, read) };
  } catch {
    return { problem: UNREACHABLE };
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
