/** New links, and how long they are good. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import { Config } from '../../core/config/config.js';
import { consentLink, newToken } from './link-token.js';

const DAY_MS = 86_400_000;
/** So long may a talent manage what is theirs after asking for it. */
export const FRESH_MINUTES = 15;

export interface NewLink {
  readonly tokenHash: Buffer;
  /** With the token; shown once, and kept nowhere. */
  readonly link: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

@Injectable()
export class LinkMaker {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  get now(): Date {
    return this.clock.now();
  }

  /** For an invitation; INVITATION_DAYS where nobody says otherwise. */
  forDays(days = this.config.values.INVITATION_DAYS): NewLink & { readonly days: number } {
    return { days, ...this.lasting(days * DAY_MS) };
  }

  fresh(): NewLink {
    return this.lasting(FRESH_MINUTES * 60_000);
  }

  private lasting(milliseconds: number): NewLink {
    const { token, hash: tokenHash } = newToken();
    const createdAt = this.now;
    // From the configuration or not at all: a Host header is whatever the caller says it is.
    const link = consentLink(this.config.values.PUBLIC_URL, token);
    return { tokenHash, link, createdAt, expiresAt: new Date(createdAt.getTime() + milliseconds) };
  }
}
