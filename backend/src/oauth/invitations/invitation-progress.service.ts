/**
 * How an invitation gets on, as the authorizations that it leads to tell. All in the caller's transaction; whoever calls
 * publishes `InvitationsChanged` after the commit.
 */
import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import type { ConnectionCode } from '../../core/connection-codes.js';
import type { Tx } from '../../core/database/database.service.js';
import type { InvitedState } from './dto/invitation.responses.js';
import type { InvitationRow, InvitedRow } from './invitation.repository.js';
import { InvitationRepository } from './invitation.repository.js';
import { stateOf } from './invitation-state.js';
import type { ConnectedAccount } from './invited-talent.repository.js';
import { InvitedTalentRepository } from './invited-talent.repository.js';

export interface OfInvitation {
  readonly agencyId: string;
  readonly invitationId: string;
}

export interface Expectation {
  readonly expectedHandle: string | null;
  readonly expectedAccountId: string | null;
  /** `open`: may be started. What is connected may be so again where something of it is missing or was lost. */
  readonly state: InvitedState;
}

@Injectable()
export class InvitationProgress {
  constructor(
    private readonly invitations: InvitationRepository,
    private readonly talents: InvitedTalentRepository,
    private readonly clock: Clock,
  ) {}

  /** Null where it is not one of its platforms, and where the link works no more. */
  async expectation(tx: Tx, of: OfInvitation & { readonly platform: string }): Promise<Expectation | null> {
    const row = await this.invitations.find(tx, of);
    const one = row?.platforms.find(({ platform }) => platform === of.platform);
    if (!row || !one || !this.isGood(row)) return null;
    const { expectedHandle, expectedAccountId, state } = one;
    if (state !== 'connected') return { expectedHandle, expectedAccountId, state };
    const account = await this.accountOf(tx, of.agencyId, one);
    if (!account || !needsRepair(account)) return { expectedHandle, expectedAccountId, state };
    return { expectedHandle: account.handle, expectedAccountId: account.accountId, state: 'open' };
  }

  /** The talent went to a platform. */
  async started(tx: Tx, of: OfInvitation): Promise<void> {
    await this.invitations.started(tx, of, this.clock.now());
  }

  /** False where somebody was faster: each platform of an invitation is connected once, and repaired as the same account. */
  async connected(tx: Tx, of: OfInvitation, platform: string, connectionId: string): Promise<boolean> {
    const one = await this.held(tx, of, platform);
    if (!one) return false;
    if (one.state === 'connected') return one.connectionId === connectionId;
    const at = this.clock.now();
    await this.invitations.setPlatform(tx, of, platform, { state: 'connected', code: null, connectionId, doneAt: at });
    await this.invitations.settle(tx, of, at);
    return true;
  }

  /** What is connected already stays so. Only who says no has declined; of anything else the reason is kept. */
  async declined(tx: Tx, of: OfInvitation, platform: string, code: ConnectionCode): Promise<void> {
    const one = await this.held(tx, of, platform);
    if (!one || one.state === 'connected') return;
    const at = this.clock.now();
    const said = code === 'CONSENT_DECLINED';
    const state = said ? 'declined' : one.state;
    await this.invitations.setPlatform(tx, of, platform, { state, code, doneAt: said ? at : one.doneAt });
    await this.invitations.settle(tx, of, at);
  }

  /** The talent withdrew: what an invitation brought about is declined after all. */
  async withdrawn(tx: Tx, agencyId: string, connectionId: string): Promise<void> {
    const at = this.clock.now();
    for (const { invitationId, platform } of await this.invitations.ofConnection(tx, agencyId, connectionId)) {
      const of = { agencyId, invitationId };
      const declined = { state: 'declined', code: 'AUTH_REVOKED', connectionId: null, doneAt: at } as const;
      await this.invitations.setPlatform(tx, of, platform, declined);
    }
  }

  /** Locks the invitation first, so that of two at the same moment one is second. */
  private async held(tx: Tx, of: OfInvitation, platform: string): Promise<InvitedRow | null> {
    const row = await this.invitations.hold(tx, of);
    return row?.platforms.find((one) => one.platform === platform) ?? null;
  }

  private isGood(row: InvitationRow): boolean {
    return row.expiresAt > this.clock.now() && stateOf(row, this.clock.now()) !== 'revoked';
  }

  private accountOf(tx: Tx, agencyId: string, { connectionId }: InvitedRow): Promise<ConnectedAccount | null> {
    return connectionId === null ? Promise.resolve(null) : this.talents.connected(tx, agencyId, connectionId);
  }
}

const needsRepair = ({ auth, missingScopes }: ConnectedAccount): boolean =>
  auth === 'reauth_required' || auth === 'expiring' || missingScopes.length > 0;
