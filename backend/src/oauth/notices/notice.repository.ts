/** Mails that are due, as rows. Workers claim them across agencies, each for a while. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/database.service.js';

export type NoticeKind = 'reconnect' | 'expiring';
export type NoticeOutcome = 'sent' | 'no-address' | 'no-mail' | 'given-up' | 'not-needed';

export interface NewNotice {
  readonly id: string;
  readonly agencyId: string;
  readonly talentId: string;
  readonly connectionId: string;
  readonly kind: NoticeKind;
  readonly once: string;
  readonly createdAt: Date;
}

export interface ClaimedNotice {
  readonly id: string;
  readonly agencyId: string;
  readonly connectionId: string;
  readonly kind: NoticeKind;
  readonly createdAt: Date;
  readonly attempts: number;
}

/** What the connection has come to by the time that the mail is sent. */
export interface NoticedConnection {
  readonly platform: string;
  readonly handle: string;
  /** The talent's. */
  readonly email: string | null;
  readonly auth: string;
  readonly control: string;
  /** When the consent ends by itself; null where it does not. */
  readonly endsAt: Date | null;
}

@Injectable()
export class NoticeRepository {
  /** Of two with the same name the second is none. */
  async insert(tx: Tx, row: NewNotice): Promise<void> {
    await tx.$executeRaw`
      INSERT INTO notice (id, agency_id, talent_id, connection_id, kind, once, created_at, next_try_at)
      VALUES (${row.id}::uuid, ${row.agencyId}::uuid, ${row.talentId}::uuid, ${row.connectionId}::uuid, ${row.kind}, ${row.once},
        ${row.createdAt}::timestamptz, ${row.createdAt}::timestamptz)
      ON CONFLICT (agency_id, once) DO NOTHING`;
  }

  /** Nobody else sends it before the lease ends. A try counts from here, so that a crash cannot make it endless. */
  async claim(tx: Tx, now: Date, leaseUntil: Date): Promise<ClaimedNotice | null> {
    const [row] = await tx.$queryRaw<ClaimedNotice[]>`
      UPDATE notice SET lease_until = ${leaseUntil}::timestamptz, attempts = attempts + 1
      WHERE id = (
        SELECT id FROM notice
        WHERE next_try_at <= ${now}::timestamptz AND (lease_until IS NULL OR lease_until <= ${now}::timestamptz)
        ORDER BY next_try_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id, agency_id AS "agencyId", connection_id AS "connectionId", kind, created_at AS "createdAt", attempts`;
    return row ?? null;
  }

  async connection(tx: Tx, agencyId: string, id: string): Promise<NoticedConnection | null> {
    const [row] = await tx.$queryRaw<NoticedConnection[]>`
      SELECT c.platform, c.handle, t.email, c.auth, c.control, least(o.consent_expires_at, o.refresh_expires_at) AS "endsAt"
      FROM social_connection c JOIN talent t ON t.agency_id = c.agency_id AND t.id = c.talent_id
      LEFT JOIN oauth_credential o ON o.agency_id = c.agency_id AND o.connection_id = c.id
      WHERE c.agency_id = ${agencyId}::uuid AND c.id = ${id}::uuid`;
    return row ?? null;
  }

  async end(tx: Tx, { agencyId, id }: ClaimedNotice, outcome: NoticeOutcome, at: Date): Promise<void> {
    const sentAt = outcome === 'sent' ? at : null;
    await tx.notice.updateMany({
      where: { agencyId, id },
      data: { outcome, sentAt, nextTryAt: null, leaseUntil: null },
    });
  }

  async again(tx: Tx, { agencyId, id }: ClaimedNotice, nextTryAt: Date): Promise<void> {
    await tx.notice.updateMany({ where: { agencyId, id }, data: { nextTryAt, leaseUntil: null } });
  }
}
