import { HttpErrorResponse, type HttpInterceptorFn, type HttpRequest } from '@angular/common/http';
import { inject } from '@angular/core';
import { tap } from 'rxjs';
import { BACKGROUND, IDEMPOTENCY_KEY } from './api-client';
import { newIdempotencyKey } from './idempotency';
import { Session } from './session';

/** Adds the headers that every call carries, and ends the session here once the API says that it has ended. */
export const apiInterceptor: HttpInterceptorFn = (request, next) => {
  const session = inject(Session);
  return next(request.clone({ setHeaders: headersFor(request) })).pipe(
    tap({
      error: (error: unknown) => {
        if (error instanceof HttpErrorResponse && error.status === 401 && !isAuth(request)) session.expire();
      },
    }),
  );
};

function headersFor(request: HttpRequest<unknown>): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' };
  if (request.context.get(BACKGROUND)) headers['X-Background'] = '1';
  if (request.method === 'POST' && !isAuth(request)) {
    headers['Idempotency-Key'] = request.context.get(IDEMPOTENCY_KEY) ?? newIdempotencyKey();
  }
  return headers;
}

function isAuth(request: HttpRequest<unknown>): boolean {
  return request.url.includes('/api/v1/auth/');
}
