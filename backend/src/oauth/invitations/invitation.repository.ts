/** Invitations as rows, with the platforms that each is for. */
import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../core/database/database.service.js';
import { isCompleted, isDeclined } from './invitation-state.js';
import type { StateFacts } from './invitation-state.js';
import type { InvitedState, Purpose } from './dto/invitation.responses.js';
import type { Language } from './languages.js';

export interface InvitedRow {
  readonly platform: string;
  readonly expectedHandle: string | null;
  readonly expectedAccountId: string | null;
  readonly state: InvitedState;
  readonly connectionId: string | null;
  readonly code: string | null;
  readonly doneAt: Date | null;
}

export interface InvitationRow extends StateFacts {
  readonly id: string;
  readonly talentId: string;
  readonly purpose: Purpose;
  readonly language: Language;
  /** How long each of its links is good. */
  readonly days: number;
  readonly createdBy: string | null;
  readonly createdByName: string;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly sentTo: string | null;
  readonly platforms: readonly InvitedRow[];
}

export interface NewInvitation {
  readonly id: string;
  readonly agencyId: string;
  readonly talentId: string;
  readonly purpose: Purpose;
  readonly tokenHash: Buffer;
  readonly language: Language;
  readonly days: number;
  readonly createdBy: string | null;
  readonly createdByName: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface NewInvited {
  readonly platform: string;
  readonly expectedHandle: string | null;
  readonly expectedAccountId: string | null;
}

export interface FoundInvitation {
  readonly invitationId: string;
  readonly agencyId: string;
  readonly talentId: string;
  readonly replaced: boolean;
}

interface OfInvitation {
  readonly agencyId: string;
  readonly invitationId: string;
}

const SHOWN = {
  id: true,
  talentId: true,
  purpose: true,
  language: true,
  days: true,
  createdBy: true,
  createdByName: true,
  createdAt: true,
  expiresAt: true,
  sentAt: true,
  sentTo: true,
  openedAt: true,
  startedAt: true,
  completedAt: true,
  declinedAt: true,
  revokedAt: true,
  platforms: { orderBy: { platform: 'asc' } },
} as const;

/** More than anybody looks at; older ones are history. */
const MOST_SHOWN = 50;

@Injectable()
export class InvitationRepository {
  /** Before the agency is known: goes through the look-up function. */
  async byToken(reader: Reader, tokenHash: Buffer): Promise<FoundInvitation | null> {
    const [row] = await reader.$queryRaw<FoundInvitation[]>`
      SELECT invitation_id AS "invitationId", agency_id AS "agencyId", talent_id AS "talentId", replaced
      FROM find_invitation(${tokenHash})`;
    return row ?? null;
  }

  async insert(tx: Tx, { tokenHash, ...row }: NewInvitation, platforms: readonly NewInvited[]): Promise<void> {
    const { agencyId, id: invitationId } = row;
    await tx.invitation.create({ data: { ...row, tokenHash: new Uint8Array(tokenHash) } });
    await tx.invitationPlatform.createMany({ data: platforms.map((one) => ({ ...one, agencyId, invitationId })) });
  }

  async find(tx: Tx, { agencyId, invitationId: id }: OfInvitation): Promise<InvitationRow | null> {
    const row = await tx.invitation.findFirst({ where: { agencyId, id }, select: SHOWN });
    return row as InvitationRow | null;
  }

  /** Holds it until the transaction ends: whatever moves it waits here. */
  async hold(tx: Tx, of: OfInvitation): Promise<InvitationRow | null> {
    await tx.$queryRaw`
      SELECT 1 FROM invitation WHERE agency_id = ${of.agencyId}::uuid AND id = ${of.invitationId}::uuid FOR UPDATE`;
    return this.find(tx, of);
  }

  /** The newest first. */
  async ofTalent(tx: Tx, agencyId: string, talentId: string): Promise<InvitationRow[]> {
    const rows = await tx.invitation.findMany({
      where: { agencyId, talentId },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: MOST_SHOWN,
      select: SHOWN,
    });
    return rows as InvitationRow[];
  }

  /** The newest that the system itself made for a lost connection and that can still be used. */
  async openReconnect(tx: Tx, agencyId: string, connectionId: string): Promise<string | null> {
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      SELECT i.id FROM invitation i
      JOIN invitation_platform p ON p.agency_id = i.agency_id AND p.invitation_id = i.id AND p.connection_id = ${connectionId}::uuid
      WHERE i.agency_id = ${agencyId}::uuid AND i.purpose = 'reconnect' AND i.created_by IS NULL AND i.completed_at IS NULL
        AND i.revoked_at IS NULL
      ORDER BY i.created_at DESC LIMIT 1`;
    return row?.id ?? null;
  }

  /** A new link in place of the old one, which stays known as replaced. */
  async replaceToken(tx: Tx, of: OfInvitation, tokenHash: Buffer, expiresAt: Date): Promise<void> {
    await tx.$executeRaw`
      UPDATE invitation SET former_hashes = array_append(former_hashes, token_hash), token_hash = ${tokenHash},
        expires_at = ${expiresAt}::timestamptz, resent = resent + 1
      WHERE agency_id = ${of.agencyId}::uuid AND id = ${of.invitationId}::uuid`;
  }

  async sent(tx: Tx, { agencyId, invitationId: id }: OfInvitation, to: string, at: Date): Promise<void> {
    await tx.invitation.updateMany({ where: { agencyId, id }, data: { sentAt: at, sentTo: to } });
  }

  async revoke(tx: Tx, { agencyId, invitationId: id }: OfInvitation, at: Date): Promise<void> {
    await tx.invitation.updateMany({ where: { agencyId, id, revokedAt: null }, data: { revokedAt: at } });
  }

  /** True for the first time alone. */
  async opened(tx: Tx, { agencyId, invitationId: id }: OfInvitation, at: Date): Promise<boolean> {
    const first = { agencyId, id, openedAt: null };
    return (await tx.invitation.updateMany({ where: first, data: { openedAt: at } })).count === 1;
  }

  async started(tx: Tx, { agencyId, invitationId: id }: OfInvitation, at: Date): Promise<boolean> {
    const first = { agencyId, id, startedAt: null };
    return (await tx.invitation.updateMany({ where: first, data: { startedAt: at } })).count === 1;
  }

  async setPlatform(
    tx: Tx,
    { agencyId, invitationId }: OfInvitation,
    platform: string,
    data: { state: InvitedState; code: string | null; connectionId?: string | null; doneAt: Date | null },
  ): Promise<void> {
    await tx.invitationPlatform.updateMany({ where: { agencyId, invitationId, platform }, data });
  }

  /** Says in the row itself what its platforms have come to by now. */
  async settle(tx: Tx, { agencyId, invitationId }: OfInvitation, at: Date): Promise<void> {
    const platforms = await tx.invitationPlatform.findMany({
      where: { agencyId, invitationId },
      select: { state: true },
    });
    const states = platforms.map(({ state }) => state as InvitedState);
    if (isCompleted(states))
      await tx.invitation.updateMany({
        where: { agencyId, id: invitationId, completedAt: null },
        data: { completedAt: at },
      });
    await tx.invitation.updateMany({
      where: { agencyId, id: invitationId },
      data: { declinedAt: isDeclined(states) ? at : null },
    });
  }

  /** The invitations by which this connection was made. */
  async ofConnection(
    tx: Tx,
    agencyId: string,
    connectionId: string,
  ): Promise<{ invitationId: string; platform: string }[]> {
    return tx.invitationPlatform.findMany({
      where: { agencyId, connectionId, state: 'connected' },
      select: { invitationId: true, platform: true },
      orderBy: { invitationId: 'asc' },
    });
  }
}
