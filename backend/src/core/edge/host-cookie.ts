/** Cookies that only this host gets back, that no script reads, and that come along when a browser is sent here. */
import { parseCookie } from 'cookie';
import type { CookieOptions, Request, Response } from 'express';
import type { Config } from '../config/config.js';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;

export class HostCookie {
  readonly name: string;
  private readonly options: CookieOptions;

  /** `form`: what its value looks like; anything else counts as no cookie. */
  constructor(
    config: Config,
    name: string,
    private readonly form: RegExp,
  ) {
    const secure = !isPlainLocalhost(config);
    this.name = secure ? `__Host-${name}` : name;
    this.options = { httpOnly: true, secure, sameSite: 'lax', path: '/' };
  }

  read(request: Request): string | null {
    const value = parseCookie(request.headers.cookie ?? '')[this.name];
    return value !== undefined && this.form.test(value) ? value : null;
  }

  set(response: Response, value: string, maxAge: number): void {
    response.cookie(this.name, value, { ...this.options, maxAge });
  }

  clear(response: Response): void {
    response.clearCookie(this.name, this.options);
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
