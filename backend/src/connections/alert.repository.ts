/** What a person should look at: one open alert for each connection and code. */
import { Injectable } from '@nestjs/common';
import { newestFirst, olderThan } from '../core/database/dated-pages.js';
import type { Slice } from '../core/database/dated-pages.js';
import type { Reader, Tx } from '../core/database/database.service.js';
import { newId } from '../core/database/ids.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import { Prisma } from '../generated/prisma/client.js';
import type { Owned } from './lease.js';

export interface AlertRow {
  id: string;
  code: ConnectionCode;
  facts: Record<string, string>;
  raisedAt: Date;
  closedAt: Date | null;
  closedBy: string | null;
  connectionId: string;
  talentId: string;
  talentName: string;
  platform: string;
  handle: string;
}

export interface AlertFilter {
  readonly open?: boolean | undefined;
  readonly connectionId?: string | undefined;
}

const AT = Prisma.sql`a.raised_at`;
const ID = Prisma.sql`a.id`;
const SHOWN = Prisma.sql`
  SELECT a.id, a.code, a.facts, a.raised_at AS "raisedAt", a.closed_at AS "closedAt", a.closed_by AS "closedBy",
    a.connection_id AS "connectionId", c.talent_id AS "talentId", t.name AS "talentName", c.platform, c.handle
  FROM alert a
  JOIN social_connection c ON c.agency_id = a.agency_id AND c.id = a.connection_id
  JOIN talent t ON t.agency_id = c.agency_id AND t.id = c.talent_id`;

@Injectable()
export class AlertRepository {
  /** One of the same code that is still open stays as it is. */
  async raise(
    tx: Tx,
    of: readonly Owned[],
    { code, facts, at }: { code: ConnectionCode; facts: Readonly<Record<string, string>>; at: Date },
  ): Promise<void> {
    await tx.$executeRaw`
      INSERT INTO alert (id, agency_id, connection_id, code, facts, raised_at)
      SELECT n.id, n.agency_id, n.connection_id, ${code}, ${JSON.stringify(facts)}::jsonb, ${at}::timestamptz
      FROM unnest(${of.map(() => newId())}::uuid[], ${of.map(({ agencyId }) => agencyId)}::uuid[],
        ${of.map(({ connectionId }) => connectionId)}::uuid[]) AS n(id, agency_id, connection_id)
      ON CONFLICT (connection_id, code) WHERE closed_at IS NULL DO NOTHING`;
  }

  /** All that are open at these connections of one agency, but those of one code. */
  async closeOthers(tx: Tx, of: readonly Owned[], but: ConnectionCode, at: Date): Promise<void> {
    const [first] = of;
    if (!first) return;
    await tx.$executeRaw`
      UPDATE alert SET closed_at = ${at}::timestamptz
      WHERE agency_id = ${first.agencyId}::uuid AND connection_id = ANY(${of.map(({ connectionId }) => connectionId)}::uuid[])
        AND closed_at IS NULL AND code <> ${but}`;
  }

  /** The one of this code. */
  async settle(tx: Tx, { agencyId, connectionId }: Owned, code: ConnectionCode, at: Date): Promise<void> {
    await tx.$executeRaw`
      UPDATE alert SET closed_at = ${at}::timestamptz
      WHERE agency_id = ${agencyId}::uuid AND connection_id = ${connectionId}::uuid AND closed_at IS NULL AND code = ${code}`;
  }

  /** False where it was closed before. */
  async close(tx: Tx, agencyId: string, id: string, by: string, at: Date): Promise<boolean> {
    const closed = await tx.$executeRaw`
      UPDATE alert SET closed_at = ${at}::timestamptz, closed_by = ${by}
      WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid AND closed_at IS NULL`;
    return closed === 1;
  }

  async find(tx: Tx, agencyId: string, id: string): Promise<AlertRow | null> {
    const [row] = await tx.$queryRaw<AlertRow[]>`${SHOWN} WHERE a.agency_id = ${agencyId}::uuid AND a.id = ${id}::uuid`;
    return row ?? null;
  }

  /** Those of disconnected profiles are nobody's concern any more, unless one asks for such a profile. */
  page(reader: Reader, agencyId: string, { open, connectionId }: AlertFilter, slice: Slice): Promise<AlertRow[]> {
    const state = open === undefined ? Prisma.empty : Prisma.sql`AND (a.closed_at IS NULL) = ${open}::boolean`;
    const one = connectionId
      ? Prisma.sql`AND a.connection_id = ${connectionId}::uuid`
      : Prisma.sql`AND c.control <> 'archived'`;
    return reader.$queryRaw<AlertRow[]>`
      ${SHOWN} WHERE a.agency_id = ${agencyId}::uuid ${state} ${one} ${olderThan(AT, ID, slice)} ${newestFirst(AT, ID, slice)}`;
  }
}
