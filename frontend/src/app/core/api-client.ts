/** The one door to the API: paths and queries in, typed answers out, failures as `ProblemError`. */
import { HttpClient, HttpContext, HttpContextToken, HttpParams } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom, type Observable } from 'rxjs';
import { ProblemError, toProblem } from './problem';

export type Query = Record<string, string | number | boolean | null | undefined>;

/** Set on polls: they must not keep an idle session alive. */
export const BACKGROUND = new HttpContextToken<boolean>(() => false);
/** Set by callers that retry one intended action, so that the second try cannot do it twice. */
export const IDEMPOTENCY_KEY = new HttpContextToken<string | null>(() => null);

const BASE = '/api/v1';

@Injectable({ providedIn: 'root' })
export class ApiClient {
  private readonly http = inject(HttpClient);

  get<T>(path: string, query: Query = {}, background = false): Promise<T> {
    const context = new HttpContext().set(BACKGROUND, background);
    return settle(this.http.get<T>(BASE + path, { params: toParams(query), context }));
  }

  post<T>(path: string, body: object = {}, idempotencyKey: string | null = null): Promise<T> {
    const context = new HttpContext().set(IDEMPOTENCY_KEY, idempotencyKey);
    return settle(this.http.post<T>(BASE + path, body, { context }));
  }

  patch<T>(path: string, body: object): Promise<T> {
    return settle(this.http.patch<T>(BASE + path, body));
  }

  delete(path: string, query: Query = {}): Promise<void> {
    return settle(this.http.delete<void>(BASE + path, { params: toParams(query) }));
  }
}

async function settle<T>(request: Observable<T>): Promise<T> {
  try {
    return await firstValueFrom(request);
  } catch (error) {
    throw new ProblemError(toProblem(error));
  }
}

function toParams(query: Query): HttpParams {
  const set = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return new HttpParams({ fromObject: Object.fromEntries(set.map(([key, value]) => [key, String(value)])) });
}
