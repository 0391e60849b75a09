/** Connections as rows: made, found, listed, removed. */
import { Injectable } from '@nestjs/common';
import { Prisma } from '../generated/prisma/client.js';
import type { Reader, Tx } from '../core/database/database.service.js';
import type { Position } from '../core/database/page.js';
import type { Locator } from '../platforms/contract/descriptor.js';
import { PRODUCTS } from './connection-state.js';
import type { Status } from './connection-state.js';
import { activityOf, causeOf, POSTS, PROFILE } from './connection-axes.repository.js';
import { CONNECTION_COLUMNS, CONNECTION_JOINS, PAGE_JOINS, pageParts } from './connection-row.repository.js';
import type { ConnectionRow, StatusRow } from './connection-row.repository.js';
import type { Tier } from './tier.js';

export interface NewConnection {
  readonly id: string;
  readonly agencyId: string;
  readonly talentId: string;
  readonly locator: Locator;
  readonly handle: string;
  readonly normalizedHandle: string;
  readonly url: string;
  readonly simulated: boolean;
}

export const SORTS = ['created', '-created', 'handle', '-handle', 'followers', '-followers'] as const;
export type ConnectionSort = (typeof SORTS)[number];

export interface ConnectionFilter {
  readonly talentId?: string | undefined;
  readonly platform?: string | undefined;
  readonly status?: Status | undefined;
  readonly stale?: boolean | undefined;
  readonly q?: string | undefined;
}

/** Younger than this is fresh. */
const FRESH_MINUTES = 60;

/** `value` is null where the id alone is the key: it is made in the order of creation. */
const SORT_KEYS = {
  created: { value: null, cast: Prisma.raw('uuid') },
  handle: { value: Prisma.sql`c.normalized_handle`, cast: Prisma.raw('text') },
  followers: { value: Prisma.sql`COALESCE(f.followers, -1)`, cast: Prisma.raw('bigint') },
} as const;

@Injectable()
export class ConnectionRepository {
  /** False where the handle is connected already; the constraint decides, not a look before. */
  async insert(tx: Tx, row: NewConnection): Promise<boolean> {
    const inserted = await tx.$executeRaw`
      INSERT INTO social_connection (id, agency_id, talent_id, platform, locator_kind, locator_value, handle, normalized_handle, url, method, status, simulated)
      VALUES (${row.id}::uuid, ${row.agencyId}::uuid, ${row.talentId}::uuid, ${row.locator.platform}, ${row.locator.kind}, ${row.locator.value},
        ${row.handle}, ${row.normalizedHandle}, ${row.url}, 'MANUAL', 'PENDING', ${row.simulated})
      ON CONFLICT (agency_id, platform, normalized_handle) WHERE control <> 'archived' AND handle_current DO NOTHING`;
    if (inserted === 0) return false;
    await tx.$executeRaw`INSERT INTO connection_sync (connection_id, agency_id, platform) VALUES (${row.id}::uuid, ${row.agencyId}::uuid, ${row.locator.platform})`;
    await tx.$executeRaw`
      INSERT INTO connection_product (connection_id, agency_id, product)
      SELECT ${row.id}::uuid, ${row.agencyId}::uuid, product FROM unnest(${[...PRODUCTS]}::text[]) AS product`;
    return true;
  }

  async find(tx: Tx, agencyId: string, id: string): Promise<ConnectionRow | null> {
    const [row] = await tx.$queryRaw<ConnectionRow[]>`
      SELECT ${CONNECTION_COLUMNS} FROM social_connection c ${CONNECTION_JOINS} WHERE c.agency_id = ${agencyId}::uuid AND c.id = ${id}::uuid`;
    return row ?? null;
  }

  /**
   * One row more than asked, so that the caller knows whether there is a next page. The page is cut before anything is
   * joined to it: row security hides from the planner how many rows a join gives, and it would join the whole agency.
   */
  list(
    reader: Reader,
    agencyId: string,
    filter: ConnectionFilter,
    page: { sort: ConnectionSort; limit: number; after: Position | null },
  ): Promise<ConnectionRow[]> {
    const descending = page.sort.startsWith('-');
    const { value, cast } = SORT_KEYS[page.sort.replace('-', '') as keyof typeof SORT_KEYS];
    const direction = Prisma.raw(descending ? 'DESC' : 'ASC');
    const beyond = Prisma.raw(descending ? '<' : '>');
    const conditions = filterConditions(agencyId, filter);
    if (page.after && value)
      conditions.push(Prisma.sql`(${value}, c.id) ${beyond} (${page.after.value}::${cast}, ${page.after.id}::uuid)`);
    else if (page.after) conditions.push(Prisma.sql`c.id ${beyond} ${page.after.id}::uuid`);
    const order = value ? Prisma.sql`${value} ${direction}, c.id ${direction}` : Prisma.sql`c.id ${direction}`;
    return reader.$queryRaw<ConnectionRow[]>`
      WITH page AS MATERIALIZED (SELECT c.* FROM social_connection c ${joinsFor(filter, page.sort)}
        WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY ${order} LIMIT ${page.limit + 1}::int),
      ${pageParts(agencyId)}
      SELECT ${CONNECTION_COLUMNS} FROM page c ${PAGE_JOINS} ORDER BY ${order}`;
  }

  /** The little that the poll needs. */
  statuses(reader: Reader, agencyId: string, ids: readonly string[]): Promise<StatusRow[]> {
    return reader.$queryRaw<StatusRow[]>`
      SELECT c.id, c.status, ${activityOf(PROFILE)} AS activity, ${causeOf(PROFILE)} AS cause, p.code AS "profileCode", c.last_code AS "lastCode", s.next_sync_at AS "nextSyncAt",
        p.succeeded_at AS "succeededAt", f.followers, f.posts, ${activityOf(POSTS)} AS "postsActivity", q.seen AS "postsSeen"
      FROM social_connection c
      JOIN connection_sync s ON s.connection_id = c.id
      JOIN connection_product p ON p.connection_id = c.id AND p.product = 'profile'
      JOIN connection_product q ON q.connection_id = c.id AND q.product = 'posts'
      LEFT JOIN social_profile f ON f.connection_id = c.id
      WHERE c.agency_id = ${agencyId}::uuid AND c.id = ANY(${ids}::uuid[]) ORDER BY c.id`;
  }

  /** Who holds this handle, so that the refusal can name them. */
  async holder(
    tx: Tx,
    agencyId: string,
    platform: string,
    by: { normalizedHandle: string | null; accountId: string | null },
  ): Promise<{ id: string; talentId: string; talentName: string; status: Status } | null> {
    const [row] = await tx.$queryRaw<{ id: string; talentId: string; talentName: string; status: Status }[]>`
      SELECT c.id, t.id AS "talentId", t.name AS "talentName", c.status
      FROM social_connection c JOIN talent t ON t.id = c.talent_id
      WHERE c.agency_id = ${agencyId}::uuid AND c.platform = ${platform} AND c.control <> 'archived'
        AND ((c.handle_current AND c.normalized_handle = ${by.normalizedHandle}) OR c.platform_account_id = ${by.accountId})
      ORDER BY (c.platform_account_id = ${by.accountId}) DESC NULLS LAST LIMIT 1`;
    return row ?? null;
  }

  /** Takes the row before anything below it is touched; the order in which every writer locks. */
  async lock(tx: Tx, agencyId: string, id: string): Promise<boolean> {
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM social_connection WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    return rows.length === 1;
  }

  async erase(tx: Tx, agencyId: string, id: string): Promise<void> {
    await tx.$executeRaw`DELETE FROM social_connection WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid`;
  }

  /** By what others could hold the same account. */
  async identity(
    tx: Tx,
    agencyId: string,
    id: string,
  ): Promise<{ platform: string; normalizedHandle: string; accountId: string | null } | null> {
    const [row] = await tx.$queryRaw<{ platform: string; normalizedHandle: string; accountId: string | null }[]>`
      SELECT platform, normalized_handle AS "normalizedHandle", platform_account_id AS "accountId"
      FROM social_connection WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid`;
    return row ?? null;
  }

  async setTier(tx: Tx, agencyId: string, id: string, tier: Tier): Promise<void> {
    await tx.$executeRaw`
      UPDATE connection_sync SET tier = ${tier} WHERE agency_id = ${agencyId}::uuid AND connection_id = ${id}::uuid`;
  }

  async setExpectedHandle(tx: Tx, agencyId: string, id: string, handle: string | null): Promise<void> {
    await tx.$executeRaw`
      UPDATE social_connection SET expected_handle = ${handle} WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid`;
  }
}

/** The tables that a filter or a sort looks at beside the connection's own. */
function joinsFor({ stale, q }: ConnectionFilter, sort: ConnectionSort): Prisma.Sql {
  const joins = [
    ...(stale ? [Prisma.sql`JOIN connection_product p ON p.connection_id = c.id AND p.product = 'profile'`] : []),
    ...(q ? [Prisma.sql`JOIN talent t ON t.id = c.talent_id`] : []),
    ...(q || sort.endsWith('followers') ? [Prisma.sql`LEFT JOIN social_profile f ON f.connection_id = c.id`] : []),
  ];
  return joins.length > 0 ? Prisma.join(joins, ' ') : Prisma.empty;
}

function filterConditions(agencyId: string, filter: ConnectionFilter): Prisma.Sql[] {
  const conditions = [Prisma.sql`c.agency_id = ${agencyId}::uuid`];
  if (filter.talentId) conditions.push(Prisma.sql`c.talent_id = ${filter.talentId}::uuid`);
  if (filter.platform) conditions.push(Prisma.sql`c.platform = ${filter.platform}`);
  conditions.push(filter.status ? Prisma.sql`c.status = ${filter.status}` : Prisma.sql`c.control <> 'archived'`);
  if (filter.stale)
    conditions.push(
      Prisma.sql`(p.succeeded_at IS NULL OR p.succeeded_at < now() - make_interval(mins => ${FRESH_MINUTES}::int))`,
    );
  if (filter.q) {
    const pattern = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(
      Prisma.sql`(c.handle ILIKE ${pattern} OR f.display_name ILIKE ${pattern} OR t.name ILIKE ${pattern})`,
    );
  }
  return conditions;
}
