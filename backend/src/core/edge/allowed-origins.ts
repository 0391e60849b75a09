/** From which pages the API may be called: its own, and those of a console on another host of the same site. */
import type { Request } from 'express';
import type { Config } from '../config/config.js';
import { ConfigError } from '../config/config.js';

export class AllowedOrigins {
  /** Other hosts; they get CORS headers. Exact matches only: no wildcard, no `null`. */
  readonly others: ReadonlySet<string>;
  private readonly publicOrigin: string | undefined;

  constructor(config: Config) {
    const bad = config.values.CORS_ORIGINS.filter((origin) => !isOrigin(origin));
    if (bad.length > 0)
      throw new ConfigError([`CORS_ORIGINS: ${bad.join(', ')} is not an origin such as https://console.example.com`]);
    this.others = new Set(config.values.CORS_ORIGINS);
    this.publicOrigin = config.values.PUBLIC_URL === undefined ? undefined : new URL(config.values.PUBLIC_URL).origin;
  }

  /**
   * The page that a browser says it calls from. Its own origin is known by PUBLIC_URL or by the Host header, which a page
   * elsewhere cannot choose. Behind a proxy that ends TLS the scheme may differ; then the browser's own verdict decides.
   */
  has(origin: string, request: Request): boolean {
    if (this.others.has(origin) || origin === this.publicOrigin) return true;
    const host = request.get('host') ?? '';
    if (origin === `${request.protocol}://${host}`) return true;
    return (
      request.get('sec-fetch-site') === 'same-origin' && (origin === `https://${host}` || origin === `http://${host}`)
    );
  }
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
}
