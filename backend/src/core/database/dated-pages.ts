/** Lists by the moment something happened, newest first: one read and one keyset for posts, runs, changes and timelines. */
import { Injectable } from '@nestjs/common';
import { Prisma } from '../../generated/prisma/client.js';
import { Database } from './database.service.js';
import type { Reader } from './database.service.js';
import { Cursors } from './page.js';
import type { Page } from './page.js';

/** What a repository is asked for: `limit` rows and one more, older than `after`. */
export interface Slice {
  readonly limit: number;
  readonly after: { readonly at: string; readonly id: string } | null;
}

export interface DatedList<Row> {
  /** Names the list in its cursors: those of another list are refused. */
  readonly name: string;
  readonly agencyId: string;
  /** Everything that narrows the list down. */
  readonly filter: Readonly<Record<string, string | undefined>>;
  readonly read: (reader: Reader, slice: Slice) => Promise<Row[]>;
  readonly at: (row: Row) => Date;
}

@Injectable()
export class DatedPages {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  /** Whatever `read` throws ends the one transaction that everything is read in. */
  async page<Row extends { readonly id: string }>(
    list: DatedList<Row>,
    asked: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<Page<Row>> {
    const scope = { agencyId: list.agencyId, ...list.filter };
    const position = this.cursors.decode(asked.cursor, list.name, scope);
    const after = position && { at: String(position.value), id: position.id };
    const rows = await this.database.readInAgency(list.agencyId, (reader) =>
      list.read(reader, { limit: asked.limit, after }),
    );
    return this.cursors.page(rows, asked.limit, list.name, scope, (row) => ({
      value: list.at(row).toISOString(),
      id: row.id,
    }));
  }
}

/** The rows that come after the slice's beginning, in the order of `newestFirst`. */
export const olderThan = (at: Prisma.Sql, id: Prisma.Sql, { after }: Slice): Prisma.Sql =>
  after ? Prisma.sql`AND (${at}, ${id}) < (${after.at}::timestamptz, ${after.id}::uuid)` : Prisma.empty;

/** One row more than asked, so that the caller knows whether there is a next page. */
export const newestFirst = (at: Prisma.Sql, id: Prisma.Sql, { limit }: Slice): Prisma.Sql =>
  Prisma.sql`ORDER BY ${at} DESC, ${id} DESC LIMIT ${limit + 1}::int`;
