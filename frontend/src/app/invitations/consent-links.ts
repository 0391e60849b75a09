/** The ways to a link for a talent, from anywhere in the console; the dialogs come when they are opened. */
import { Injectable, inject } from '@angular/core';
import { accountName } from '../core/account-name';
import type { Invitation, InvitationMade } from '../core/api/models';
import { newIdempotencyKey } from '../core/idempotency';
import { Dialogs } from '../ui/dialogs';
import type { FreshLinkData } from './fresh-link-dialog';
import { InvitationsApi } from './invitations-api';
import type { InviteData } from './invite-dialog';

@Injectable({ providedIn: 'root' })
export class ConsentLinks {
  private readonly api = inject(InvitationsApi);
  private readonly dialogs = inject(Dialogs);

  invite(data: InviteData): Promise<InvitationMade | undefined> {
    return this.dialogs.open(() => import('./invite-dialog').then((m) => m.InviteDialog), data);
  }

  again({ id }: Invitation, talentName: string): Promise<InvitationMade | undefined> {
    return this.fresh({
      title: 'New link?',
      text: `The link sent before works no more. What ${talentName} has connected by it stays connected.`,
      talentName,
      make: (send) => this.api.resend(id, send),
    });
  }

  reconnect(
    connection: { id: string; handle: string; platformName: string },
    talentName: string,
  ): Promise<InvitationMade | undefined> {
    const key = newIdempotencyKey();
    return this.fresh({
      title: `Reconnect ${accountName(connection.handle)}`,
      text: `${talentName} opens the link and signs in at ${connection.platformName} once more. Only this very account is taken; its posts, numbers and history stay.`,
      talentName,
      make: (send) => this.api.reconnect(connection.id, send, key),
    });
  }

  private fresh(data: FreshLinkData): Promise<InvitationMade | undefined> {
    return this.dialogs.open(() => import('./fresh-link-dialog').then((m) => m.FreshLinkDialog), data);
  }
}
