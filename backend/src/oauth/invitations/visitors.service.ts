/** Talents who came by a link: who they are, by the cookie of a link that was opened, or by a link's token itself. */
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { InvitationPrincipal } from '../../core/principal.js';

export interface Visitor extends InvitationPrincipal {
  readonly invitationId: string | null;
  /** `manage`: came by a fresh link, at most 15 minutes ago. */
  readonly rights: 'see' | 'manage';
}

const unfinished = () => Promise.reject(new Error('unfinished'));

@Injectable()
export class Visitors {
  /** Null where no link was opened in this browser, or its time is up. */
  of(_request: Request): Promise<Visitor | null> {
    return unfinished();
  }

  /** 404 for a token that was never given out, 410 for one that works no more; which of them is said. */
  byToken(_token: string): Promise<Visitor> {
    return unfinished();
  }
}
