/**
 * Re-sealing, across agencies and in the tables of this module's neighbours too. What a text was sealed with is read from
 * its first bytes: the column beside it tells of the row's oldest text only. Everything happens as the revoker.
 */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/database.service.js';
import { Prisma } from '../../generated/prisma/client.js';
import { SEALED_TABLES } from './sealed-columns.js';
import type { SealedTable } from './sealed-columns.js';

export interface KeyOfAgency {
  readonly version: number;
  readonly ringKey: string;
}

export interface SealedRow {
  readonly id: string;
  readonly owner: string;
  /** By the name of the column; null where there is none, or it is sealed as it should be. */
  readonly texts: Readonly<Record<string, Uint8Array | null>>;
}

export interface ResealedRow {
  readonly id: string;
  /** Null leaves a column as it is. */
  readonly texts: Readonly<Record<string, Buffer | null>>;
}

interface Wanted {
  readonly agencyId: string;
  readonly version: number;
}

/** Names from our own list, never from outside. */
const named = (name: string): Prisma.Sql => Prisma.raw(`"${name}"`);

const otherwise = (column: Prisma.Sql, version: number): Prisma.Sql =>
  Prisma.sql`substring(${column} FROM 2 FOR 4) <> int4send(${version}::int)`;

const anyOtherwise = ({ columns }: SealedTable, version: number): Prisma.Sql =>
  Prisma.sql`(${Prisma.join(
    columns.map(({ name }) => otherwise(named(name), version)),
    ' OR ',
  )})`;

@Injectable()
export class RotationRepository {
  /** Those that ever sealed anything, in the order of their ids. */
  async agencies(tx: Tx, after: string | null, limit: number): Promise<string[]> {
    const rows = await tx.$queryRaw<{ agencyId: string }[]>`
      SELECT DISTINCT agency_id AS "agencyId" FROM agency_key
      WHERE ${after}::uuid IS NULL OR agency_id > ${after}::uuid ORDER BY agency_id LIMIT ${limit}::int`;
    return rows.map(({ agencyId }) => agencyId);
  }

  /** Newest first. */
  versions(tx: Tx, agencyId: string): Promise<KeyOfAgency[]> {
    return tx.$queryRaw`
      SELECT version, ring_key AS "ringKey" FROM agency_key WHERE agency_id = ${agencyId}::uuid ORDER BY version DESC`;
  }

  /** Rows that another version sealed, held until the transaction ends. Those that somebody else holds are left for later. */
  async take(
    tx: Tx,
    table: SealedTable,
    { agencyId, version }: Wanted,
    { after, limit }: { readonly after: string | null; readonly limit: number },
  ): Promise<SealedRow[]> {
    const id = named(table.id);
    const texts = table.columns.map(({ name }) => {
      const column = named(name);
      return Prisma.sql`${name}::text, CASE WHEN ${otherwise(column, version)} THEN encode(${column}, 'hex') END`;
    });
    const rows = await tx.$queryRaw<{ id: string; owner: string; texts: Record<string, string | null> }[]>`
      SELECT ${id} AS id, ${named(table.owner)} AS owner, jsonb_build_object(${Prisma.join(texts)}) AS texts
      FROM ${named(table.name)}
      WHERE agency_id = ${agencyId}::uuid AND ${anyOtherwise(table, version)} AND (${after}::uuid IS NULL OR ${id} > ${after}::uuid)
      ORDER BY ${id} LIMIT ${limit}::int FOR NO KEY UPDATE SKIP LOCKED`;
    return rows.map((row) => ({ ...row, texts: fromHex(row.texts) }));
  }

  /**
   * What `take` holds, sealed anew; nothing else of a row is touched, so that whoever refreshes it notices nothing. The ids
   * are said twice: joined with a list alone, PostgreSQL went through all rows of the agency for each of the list.
   */
  async put(tx: Tx, table: SealedTable, { agencyId, version }: Wanted, rows: readonly ResealedRow[]): Promise<void> {
    if (rows.length === 0) return;
    const ids = rows.map(({ id }) => id);
    const names = table.columns.map(({ name }) => name);
    const given = names.map((name) => hexOf(rows, name));
    const sets = names.map((name) => {
      const column = named(name);
      return Prisma.sql`${column} = coalesce(decode(n.${column}, 'hex'), t.${column})`;
    });
    await tx.$executeRaw`
      UPDATE ${named(table.name)} t SET ${Prisma.join(sets)}, key_version = ${version}::int
      FROM unnest(${ids}::uuid[], ${Prisma.join(given.map((texts) => Prisma.sql`${texts}::text[]`))})
        AS n(id, ${Prisma.join(names.map(named))})
      WHERE t.agency_id = ${agencyId}::uuid AND t.${named(table.id)} = ANY(${ids}::uuid[]) AND t.${named(table.id)} = n.id`;
  }

  /** How many rows of the agency another version sealed. */
  async left(tx: Tx, { agencyId, version }: Wanted): Promise<number> {
    return this.count(tx, agencyId, (table) => anyOtherwise(table, version));
  }

  /** How many rows still need this very version. */
  async needing(tx: Tx, { agencyId, version }: Wanted): Promise<number> {
    const needs = ({ name }: { readonly name: string }) =>
      Prisma.sql`substring(${named(name)} FROM 2 FOR 4) = int4send(${version}::int)`;
    return this.count(tx, agencyId, ({ columns }) => Prisma.sql`(${Prisma.join(columns.map(needs), ' OR ')})`);
  }

  /** Waits for those who are sealing with it, and lets nobody begin to. False where it is gone. */
  async holdVersion(tx: Tx, { agencyId, version }: Wanted): Promise<boolean> {
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM agency_key WHERE agency_id = ${agencyId}::uuid AND version = ${version}::int FOR UPDATE`;
    return rows.length > 0;
  }

  async deleteVersion(tx: Tx, { agencyId, version }: Wanted): Promise<void> {
    await tx.$executeRaw`DELETE FROM agency_key WHERE agency_id = ${agencyId}::uuid AND version = ${version}::int`;
  }

  async now(tx: Tx): Promise<Date> {
    const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
    if (!row) throw new Error('the database gave no time');
    return row.now;
  }

  /** Transactions of this application that began before: they may hold a text that was sealed anew since. */
  async olderTransactions(tx: Tx, than: Date): Promise<number> {
    const [row] = await tx.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid() AND xact_start <= ${than}::timestamptz`;
    return row?.n ?? 0;
  }

  private async count(tx: Tx, agencyId: string, which: (table: SealedTable) => Prisma.Sql): Promise<number> {
    const counts = SEALED_TABLES.map(
      (table) =>
        Prisma.sql`(SELECT count(*) FROM ${named(table.name)} WHERE agency_id = ${agencyId}::uuid AND ${which(table)})`,
    );
    const [row] = await tx.$queryRaw<{ n: number }[]>`SELECT (${Prisma.join(counts, ' + ')})::int AS n`;
    return row?.n ?? 0;
  }
}

const fromHex = (texts: Readonly<Record<string, string | null>>): Record<string, Uint8Array | null> =>
  Object.fromEntries(
    Object.entries(texts).map(([name, hex]) => [name, hex === null ? null : Buffer.from(hex, 'hex')] as const),
  );

const hexOf = (rows: readonly ResealedRow[], name: string): (string | null)[] =>
  rows.map(({ texts }) => texts[name]?.toString('hex') ?? null);
