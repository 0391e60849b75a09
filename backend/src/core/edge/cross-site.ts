/** What pages of other sites may not do: read answers (CORS), or make a signed-in browser act (CSRF). */
import type { NextFunction, Request, Response } from 'express';
import { ApiError } from '../errors.js';
import type { AllowedOrigins } from './allowed-origins.js';
import { REQUEST_ID_HEADER } from './request-id.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const METHODS = [...SAFE_METHODS, 'POST', 'PUT', 'PATCH', 'DELETE'];
const PREFLIGHT_SECONDS = '600';

/** TRACE and inventions are refused; headers that would override the method are not looked at anywhere. */
export function knownMethods(request: Request, response: Response, next: NextFunction): void {
  if (METHODS.includes(request.method)) return next();
  response.setHeader('Allow', METHODS.join(', '));
  next(new ApiError('REQUEST_INVALID', 'This method is not served.', { status: 405 }));
}

export const cors = (origins: AllowedOrigins) => (request: Request, response: Response, next: NextFunction) => {
  const origin = request.get('origin');
  const preflight = request.method === 'OPTIONS' && request.get('access-control-request-method') !== undefined;
  if (origins.others.size > 0) response.vary('Origin');
  if (origin !== undefined && origins.others.has(origin)) {
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Allow-Credentials', 'true');
    response.setHeader('Access-Control-Expose-Headers', `${REQUEST_ID_HEADER}, Retry-After, ETag`);
    if (preflight) return answerPreflight(response);
  }
  if (preflight) return next(new ApiError('FORBIDDEN', 'Pages of this origin may not call Rostrum.'));
  next();
};

function answerPreflight(response: Response): void {
  response.setHeader('Access-Control-Allow-Methods', METHODS.join(', '));
  response.setHeader(
    'Access-Control-Allow-Headers',
    'Content-Type, Authorization, Idempotency-Key, If-None-Match, X-Request-Id',
  );
  response.setHeader('Access-Control-Max-Age', PREFLIGHT_SECONDS);
  response.status(204).end();
}

/**
 * Unsafe methods must come from an allowed page; a browser says so in Origin or Sec-Fetch-Site. Neither is sent by
 * programs, which is fine as long as they do not come with a cookie.
 */
export const sameSiteOnly =
  (origins: AllowedOrigins) => (request: Request, _response: Response, next: NextFunction) => {
    if (SAFE_METHODS.has(request.method) || comesFromAllowedPage(request, origins)) return next();
    next(new ApiError('FORBIDDEN', 'This request did not come from a page of Rostrum. Reload the page and try again.'));
  };

function comesFromAllowedPage(request: Request, origins: AllowedOrigins): boolean {
  const origin = request.get('origin');
  if (origin !== undefined) return origins.has(origin, request);
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  return request.get('cookie') === undefined;
}

/** Bodies are JSON. What a form could send (urlencoded, multipart, text/plain) is refused before it is read. */
export function jsonOnly(request: Request, _response: Response, next: NextFunction): void {
  const length = request.get('content-length');
  const hasBody = request.get('transfer-encoding') !== undefined || (length !== undefined && length !== '0');
  if (!hasBody) return next();
  const type = request.get('content-type') ?? '';
  if (/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) return next();
  next(new ApiError('REQUEST_INVALID', 'Send the body as application/json in UTF-8.', { status: 415 }));
}
