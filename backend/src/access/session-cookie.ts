/** The cookie that carries a staff session, and nothing else. */
import { Injectable } from '@nestjs/common';
import { parseCookie } from 'cookie';
import type { CookieOptions, Request, Response } from 'express';
import { Config } from '../core/config/config.js';

const NAME = 'rostrum';
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;
const TOKEN = /^[\w-]{43}$/;

@Injectable()
export class SessionCookie {
  readonly name: string;
  private readonly options: CookieOptions;
  private readonly maxAge: number;

  constructor(config: Config) {
    const secure = !isPlainLocalhost(config);
    this.name = secure ? `__Host-${NAME}` : NAME;
    this.options = { httpOnly: true, secure, sameSite: 'lax', path: '/' };
    this.maxAge = config.values.SESSION_HOURS * 3_600_000;
  }

  read(request: Request): string | null {
    const token = parseCookie(request.headers.cookie ?? '')[this.name];
    return token !== undefined && TOKEN.test(token) ? token : null;
  }

  set(response: Response, token: string): void {
    response.cookie(this.name, token, { ...this.options, maxAge: this.maxAge });
  }

  clear(response: Response): void {
    response.clearCookie(this.name, this.options);
    response.setHeader('Clear-Site-Data', '"cache", "cookies", "storage"');
  }
}

/** Browsers refuse Secure cookies over http; only a console on this very machine may do without, and never by default in production. */
function isPlainLocalhost({ values, isProduction }: Pick<Config, 'values' | 'isProduction'>): boolean {
  if (values.PUBLIC_URL !== undefined) {
    const { protocol, hostname } = new URL(values.PUBLIC_URL);
    return protocol === 'http:' && LOOPBACK.test(hostname);
  }
  return !isProduction && LOOPBACK.test(values.HOST);
}
