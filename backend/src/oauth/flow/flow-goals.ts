/** What an authorization is to lead to: whose account is expected, and whether it may be asked for at all. */
import { Injectable } from '@nestjs/common';
import { ConsentedConnections } from '../../connections/consented-connections.service.js';
import type { Tx } from '../../core/database/database.service.js';
import { conflict, notFound } from '../../core/errors.js';
import { InvitationProgress } from '../invitations/invitation-progress.service.js';
import type { ConsentPlatform } from './flow-apps.js';
import type { Starter } from './flow-starter.js';

export interface Goal {
  /** The link that asks for it; null where it is the talent's own wish. */
  readonly invitationId: string | null;
  readonly connectionId: string | null;
  readonly expectedHandle: string | null;
  readonly expectedAccountId: string | null;
}

@Injectable()
export class FlowGoals {
  constructor(
    private readonly progress: InvitationProgress,
    private readonly connections: ConsentedConnections,
  ) {}

  /** Throws ApiError: 404 for what is not the talent's, 409 for what the link does not ask for, or has got already. */
  async of(tx: Tx, starter: Starter, platform: ConsentPlatform, connectionId: string | undefined): Promise<Goal> {
    const asked = await this.askedBy(tx, starter, platform);
    const invitationId = asked === null ? null : starter.invitationId;
    if (connectionId !== undefined) return { invitationId, ...(await this.again(tx, starter, platform, connectionId)) };
    if (asked?.state === 'connected') throw used(platform.descriptor.name);
    return {
      invitationId,
      connectionId: null,
      expectedHandle: asked?.expectedHandle ?? null,
      expectedAccountId: asked?.expectedAccountId ?? null,
    };
  }

  private async askedBy(tx: Tx, { agencyId, invitationId, free }: Starter, { descriptor }: ConsentPlatform) {
    if (invitationId === null) return null;
    const asked = await this.progress.expectation(tx, { agencyId, invitationId, platform: descriptor.id });
    if (asked === null && !free)
      throw conflict(`This link does not ask for ${descriptor.name}.`, { action: 'Choose one of those on your page.' });
    return asked;
  }

  /** A consent that is renewed or mended is one to the very same account. */
  private async again(
    tx: Tx,
    starter: Starter,
    platform: ConsentPlatform,
    connectionId: string,
  ): Promise<Omit<Goal, 'invitationId'>> {
    const own = await this.connections.own(tx, { agencyId: starter.agencyId, connectionId }, starter.talentId);
    if (own?.platform !== platform.descriptor.id) throw notFound('connection');
    const names = platform.scopes.map(({ name }) => name);
    // What was read in public may have been read under another id than the one that consent tells.
    const comparable = own.method === 'OAUTH' || platform.oauth.evidence(names) === 'stable-id';
    return { connectionId, expectedHandle: own.handle, expectedAccountId: comparable ? own.accountId : null };
  }
}

const used = (name: string) =>
  conflict(`${name} was connected by this link already.`, {
    connectionCode: 'CONSENT_LINK_USED',
    action: 'Ask your agency for a new link if that was not you.',
  });
