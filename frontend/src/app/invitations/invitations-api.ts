import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../core/api-client';
import type { CreateInvitationRequest, Invitation, InvitationList, InvitationMade } from '../core/api/models';

const at = (id: string): string => `/invitations/${encodeURIComponent(id)}`;

@Injectable({ providedIn: 'root' })
export class InvitationsApi {
  private readonly api = inject(ApiClient);

  ofTalent(talentId: string, background: boolean): Promise<InvitationList> {
    return this.api.get('/invitations', { talentId }, background);
  }

  create(body: CreateInvitationRequest, key: string): Promise<InvitationMade> {
    return this.api.post('/invitations', body, key);
  }

  /** A new link; the one sent before works no more. */
  resend(id: string, send: boolean): Promise<InvitationMade> {
    return this.api.post(`${at(id)}/resend`, { send });
  }

  revoke(id: string): Promise<Invitation> {
    return this.api.post(`${at(id)}/revoke`);
  }

  /** A link by which the talent gives consent anew, for this very account. */
  reconnect(connectionId: string, send: boolean, key: string): Promise<InvitationMade> {
    return this.api.post(`/connections/${encodeURIComponent(connectionId)}/reconnect`, { send }, key);
  }
}
