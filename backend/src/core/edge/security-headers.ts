/** What every answer tells browsers about itself, and the content security policies of pages. */
import { randomBytes } from 'node:crypto';
import helmet from 'helmet';
import type { NextFunction, Request, Response } from 'express';
import type { Config } from '../config/config.js';

const HSTS = 'max-age=31536000; includeSubDomains';

/** Answers that are data: nothing in them may be loaded, run or framed. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export function securityHeaders(config: Config) {
  const publicHttps = config.values.PUBLIC_URL?.startsWith('https:') ?? false;
  const protect = helmet({
    contentSecurityPolicy: false,
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    // A console on another host of the site shows avatars from here.
    crossOriginResourcePolicy: { policy: config.values.CORS_ORIGINS.length > 0 ? 'same-site' : 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
  });
  return (request: Request, response: Response, next: NextFunction): void => {
    response.setHeader('Content-Security-Policy', DATA_POLICY);
    response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()');
    if (publicHttps || request.secure) response.setHeader('Strict-Transport-Security', HSTS);
    protect(request, response, next);
  };
}

/** Answers of the API are kept nowhere; a polled handler may say otherwise for itself. */
export function notStored(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}

/** Sets a page's policy with a nonce of its own, and gives the nonce for the page to carry. */
export function pagePolicy(response: Response, further: Readonly<Record<string, string>> = {}): string {
  const nonce = randomBytes(16).toString('base64');
  const directives = {
    'default-src': "'self'",
    'script-src': `'self' 'nonce-${nonce}'`,
    'style-src': `'self' 'nonce-${nonce}'`,
    'img-src': "'self'",
    'font-src': "'self'",
    'connect-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
    'form-action': "'self'",
    ...further,
  };
  const policy = Object.entries(directives).map(([name, value]) => `${name} ${value}`);
  response.setHeader('Content-Security-Policy', policy.join('; '));
  return nonce;
}
