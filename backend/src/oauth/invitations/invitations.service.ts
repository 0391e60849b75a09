/** Links by which talents are asked for consent: made, sent anew, taken back. */
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../core/request-origin.js';
import type { CreateInvitationRequest, SendRequest } from './dto/invitation.requests.js';
import type { Invitation, InvitationList, InvitationMade } from './dto/invitation.responses.js';

const unfinished = () => Promise.reject(new Error('unfinished'));

@Injectable()
export class Invitations {
  create(_caller: Caller, _body: CreateInvitationRequest): Promise<InvitationMade> {
    return unfinished();
  }

  reconnect(_caller: Caller, _connectionId: string, _body: SendRequest): Promise<InvitationMade> {
    return unfinished();
  }

  list(_agencyId: string, _talentId: string): Promise<InvitationList> {
    return unfinished();
  }

  resend(_caller: Caller, _id: string, _body: SendRequest): Promise<InvitationMade> {
    return unfinished();
  }

  revoke(_caller: Caller, _id: string): Promise<Invitation> {
    return unfinished();
  }
}
