/** How an invitation gets on, as the authorizations that it leads to tell. All in the caller's transaction. */
import { Injectable } from '@nestjs/common';
import type { ConnectionCode } from '../../core/connection-codes.js';
import type { Tx } from '../../core/database/database.service.js';
import type { InvitedState } from './dto/invitation.responses.js';

export interface OfInvitation {
  readonly agencyId: string;
  readonly invitationId: string;
}

export interface Expectation {
  readonly expectedHandle: string | null;
  readonly expectedAccountId: string | null;
  readonly state: InvitedState;
}

const unfinished = () => Promise.reject(new Error('unfinished'));

@Injectable()
export class InvitationProgress {
  /** Null where it is not one of its platforms. */
  expectation(_tx: Tx, _of: OfInvitation & { readonly platform: string }): Promise<Expectation | null> {
    return unfinished();
  }

  /** The talent went to a platform. */
  started(_tx: Tx, _of: OfInvitation): Promise<void> {
    return unfinished();
  }

  /** False where somebody was faster: each platform of an invitation is connected once. */
  connected(_tx: Tx, _of: OfInvitation, _platform: string, _connectionId: string): Promise<boolean> {
    return unfinished();
  }

  /** What is connected already stays so. */
  declined(_tx: Tx, _of: OfInvitation, _platform: string, _code: ConnectionCode): Promise<void> {
    return unfinished();
  }
}
