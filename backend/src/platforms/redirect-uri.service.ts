/** Where platforms send talents back to: from the settings alone, whatever address a request came by. */
import { Injectable } from '@nestjs/common';
import { Config } from '../core/config/config.js';

/** What listens on every address is reached by this one on the same machine. */
const ANY_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '::', '']);
const HERE = '127.0.0.1';

@Injectable()
export class RedirectUris {
  private readonly base: string;

  constructor({ values: { PUBLIC_URL, HOST, PORT } }: Config) {
    const host = ANY_ADDRESS.has(HOST) ? HERE : HOST;
    const own = `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`;
    this.base = (PUBLIC_URL ?? own).replace(/\/+$/, '');
  }

  /** To be registered at the platform exactly so. */
  of(platformId: string): string {
    return `${this.base}/api/v1/oauth/${platformId}/callback`;
  }
}
