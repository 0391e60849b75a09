/** Browsers that opened a link, and the short-lived links by which talents manage what is theirs. */
import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../core/database/database.service.js';

export interface FoundVisit {
  readonly sessionId: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly talentId: string;
  readonly talentName: string;
  readonly invitationId: string | null;
  readonly rights: 'see' | 'manage';
  readonly expiresAt: Date;
}

export interface FoundTalentLink {
  readonly linkId: string;
  readonly agencyId: string;
  readonly talentId: string;
}

interface New {
  readonly id: string;
  readonly agencyId: string;
  readonly talentId: string;
  readonly invitationId: string | null;
  readonly tokenHash: Buffer;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export type NewTalentLink = New;
export interface NewVisit extends New {
  readonly rights: 'see' | 'manage';
}

@Injectable()
export class VisitRepository {
  /** Before the agency is known: goes through the look-up function. */
  async find(reader: Reader, tokenHash: Buffer): Promise<FoundVisit | null> {
    const [row] = await reader.$queryRaw<FoundVisit[]>`
      SELECT session_id AS "sessionId", agency_id AS "agencyId", agency_name AS "agencyName", talent_id AS "talentId",
        talent_name AS "talentName", invitation_id AS "invitationId", rights, expires_at AS "expiresAt"
      FROM find_consent_session(${tokenHash})`;
    return row ?? null;
  }

  /** The same for a link of 15 minutes. */
  async findLink(reader: Reader, tokenHash: Buffer): Promise<FoundTalentLink | null> {
    const [row] = await reader.$queryRaw<FoundTalentLink[]>`
      SELECT link_id AS "linkId", agency_id AS "agencyId", talent_id AS "talentId" FROM find_talent_link(${tokenHash})`;
    return row ?? null;
  }

  async insert(tx: Tx, { tokenHash, ...row }: NewVisit): Promise<void> {
    await tx.consentSession.create({ data: { ...row, tokenHash: new Uint8Array(tokenHash) } });
  }

  async end(tx: Tx, agencyId: string, id: string): Promise<boolean> {
    return (await tx.consentSession.deleteMany({ where: { agencyId, id } })).count === 1;
  }

  /** Every browser that came by this invitation, and every link of 15 minutes that was asked for there. */
  async endAll(tx: Tx, agencyId: string, invitationId: string): Promise<void> {
    await tx.consentSession.deleteMany({ where: { agencyId, invitationId } });
    await tx.talentLink.deleteMany({ where: { agencyId, invitationId, usedAt: null } });
  }

  async insertLink(tx: Tx, { tokenHash, ...row }: NewTalentLink): Promise<void> {
    await tx.talentLink.create({ data: { ...row, tokenHash: new Uint8Array(tokenHash) } });
  }

  async link(
    tx: Tx,
    agencyId: string,
    id: string,
  ): Promise<{ invitationId: string | null; expiresAt: Date; usedAt: Date | null } | null> {
    return tx.talentLink.findFirst({
      where: { agencyId, id },
      select: { invitationId: true, expiresAt: true, usedAt: true },
    });
  }

  /** True for one caller alone, while it is good. */
  async takeLink(tx: Tx, agencyId: string, id: string, now: Date): Promise<boolean> {
    const good = { agencyId, id, usedAt: null, expiresAt: { gt: now } };
    return (await tx.talentLink.updateMany({ where: good, data: { usedAt: now } })).count === 1;
  }
}
