/** The cookie that carries a staff session, and nothing else. */
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Config } from '../core/config/config.js';
import { HostCookie } from '../core/edge/host-cookie.js';

const NAME = 'rostrum';
const TOKEN = /^[\w-]{43}$/;

@Injectable()
export class SessionCookie {
  readonly name: string;
  private readonly cookie: HostCookie;
  private readonly maxAge: number;

  constructor(config: Config) {
    this.cookie = new HostCookie(config, NAME, TOKEN);
    this.name = this.cookie.name;
    this.maxAge = config.values.SESSION_HOURS * 3_600_000;
  }

  read(request: Request): string | null {
    return this.cookie.read(request);
  }

  set(response: Response, token: string): void {
    this.cookie.set(response, token, this.maxAge);
  }

  clear(response: Response): void {
    this.cookie.clear(response);
    response.setHeader('Clear-Site-Data', '"cache", "cookies", "storage"');
  }
}
