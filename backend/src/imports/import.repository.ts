/** Imports as rows: made, shown, started, and held by one worker at a time. Time is the database's own for leases. */
import { Injectable } from '@nestjs/common';
import type { NotedActor } from '../audit/audit.service.js';
import type { Reader, Tx } from '../core/database/database.service.js';
import { Prisma } from '../generated/prisma/client.js';
import type { ImportRecord, ImportStatus } from './import.js';

export interface NewImport {
  readonly id: string;
  readonly agencyId: string;
  readonly name: string;
  readonly rows: number;
  readonly unused: readonly string[];
  readonly actor: NotedActor;
  readonly createdAt: Date;
}

/** A running import, held by whoever has its newest token. */
export interface HeldImport {
  readonly id: string;
  readonly agencyId: string;
  readonly token: bigint;
  readonly name: string;
  readonly actor: NotedActor;
}

interface ClaimedRow {
  id: string;
  agencyId: string;
  token: bigint;
  name: string;
  actorKind: NotedActor['kind'];
  actorId: string;
  actorName: string;
}

const COLUMNS = Prisma.sql`
  i.id, i.name, i.status, i.rows, i.unused_columns AS unused, i.actor_name AS "actorName", i.created_at AS "createdAt",
  i.started_at AS "startedAt", i.finished_at AS "finishedAt",
  (SELECT coalesce(jsonb_object_agg(r.outcome, r.n), '{}') FROM (
    SELECT outcome, count(*) AS n FROM import_row WHERE agency_id = i.agency_id AND import_id = i.id GROUP BY outcome) r) AS counts`;

@Injectable()
export class ImportRepository {
  async insert(tx: Tx, { id, agencyId, name, rows, unused, actor, createdAt }: NewImport): Promise<void> {
    await tx.$executeRaw`
      INSERT INTO import (id, agency_id, name, rows, unused_columns, actor_kind, actor_id, actor_name, created_at)
      VALUES (${id}::uuid, ${agencyId}::uuid, ${name}, ${rows}::int, ${[...unused]}::text[], ${actor.kind}, ${actor.id}::uuid, ${actor.name},
        ${createdAt}::timestamptz)`;
  }

  async find(reader: Reader, agencyId: string, id: string): Promise<ImportRecord | null> {
    const [row] = await reader.$queryRaw<ImportRecord[]>`
      SELECT ${COLUMNS} FROM import i WHERE i.agency_id = ${agencyId}::uuid AND i.id = ${id}::uuid`;
    return row ?? null;
  }

  /** Newest first; one row more than asked, so that the caller knows whether there is a next page. */
  list(reader: Reader, agencyId: string, limit: number, after: string | null): Promise<ImportRecord[]> {
    const beyond = after === null ? Prisma.empty : Prisma.sql`AND i.id < ${after}::uuid`;
    return reader.$queryRaw<ImportRecord[]>`
      SELECT ${COLUMNS} FROM import i WHERE i.agency_id = ${agencyId}::uuid ${beyond} ORDER BY i.id DESC LIMIT ${limit + 1}::int`;
  }

  /** Holds the row until the transaction ends; a worker's chunk under way is waited for. */
  async lock(tx: Tx, agencyId: string, id: string): Promise<{ name: string; status: ImportStatus } | null> {
    const [row] = await tx.$queryRaw<{ name: string; status: ImportStatus }[]>`
      SELECT name, status FROM import WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    return row ?? null;
  }

  async start(tx: Tx, agencyId: string, id: string, at: Date): Promise<void> {
    await tx.$executeRaw`
      UPDATE import SET status = 'running', started_at = coalesce(started_at, ${at}::timestamptz), finished_at = NULL, lease_until = NULL
      WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid`;
  }

  /** Ends it, and takes it from whoever holds it. */
  async end(tx: Tx, agencyId: string, id: string, status: 'done' | 'cancelled', at: Date): Promise<void> {
    await tx.$executeRaw`
      UPDATE import SET status = ${status}, finished_at = ${at}::timestamptz, lease_until = NULL, lease_token = lease_token + 1
      WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid`;
  }

  async erase(tx: Tx, agencyId: string, id: string): Promise<void> {
    await tx.$executeRaw`DELETE FROM import WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid`;
  }

  /** Takes the import that has waited longest, of any agency; never waits for a lock. */
  async claim(tx: Tx, leaseSeconds: number): Promise<HeldImport | null> {
    const [row] = await tx.$queryRaw<ClaimedRow[]>`
      UPDATE import SET lease_token = lease_token + 1, lease_until = now() + make_interval(secs => ${leaseSeconds}::int)
      WHERE id = (SELECT i.id FROM import i WHERE i.status = 'running' AND (i.lease_until IS NULL OR i.lease_until < now())
        ORDER BY i.started_at, i.id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id, agency_id AS "agencyId", lease_token AS token, name, actor_kind AS "actorKind", actor_id AS "actorId", actor_name AS "actorName"`;
    if (!row) return null;
    const { actorKind, actorId, actorName, ...held } = row;
    return { ...held, actor: { kind: actorKind, id: actorId, name: actorName } };
  }

  /** Prolongs the lease and holds the row until the transaction ends; false where it is somebody else's, or nobody's, by now. */
  async hold(tx: Tx, { agencyId, id, token }: HeldImport, leaseSeconds: number): Promise<boolean> {
    const rows = await tx.$executeRaw`
      UPDATE import SET lease_until = now() + make_interval(secs => ${leaseSeconds}::int)
      WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid AND lease_token = ${token} AND status = 'running'`;
    return rows === 1;
  }

  /** Gives it back as it is, for anybody to go on with. */
  async release(tx: Tx, { agencyId, id, token }: HeldImport): Promise<void> {
    await tx.$executeRaw`
      UPDATE import SET lease_until = NULL WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid AND lease_token = ${token}`;
  }

  /** One who creates for an agency at a time: what one has just made, the next one finds. Until the transaction ends. */
  async takeTurn(tx: Tx, agencyId: string): Promise<void> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('import:' || ${agencyId}::text, 0))`;
  }

  /** Those from before, of every agency; answers how many. */
  async sweep(tx: Tx, before: Date): Promise<number> {
    return tx.$executeRaw`DELETE FROM import WHERE status <> 'running' AND created_at < ${before}::timestamptz`;
  }
}
