/** The roster: one statement gives a page of talents with what their connections amount to. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { Position } from '../core/database/page.js';
import { Prisma } from '../generated/prisma/client.js';
import type { ConnectionStatus, LinkedProfile, TalentRow, TalentSort, TalentStatus } from './talent.js';

export interface TalentFilter {
  readonly q?: string | undefined;
  readonly status?: TalentStatus | undefined;
  readonly platform?: string | undefined;
  readonly connectionStatus?: ConnectionStatus | undefined;
  readonly tag?: string | undefined;
  readonly ownerId?: string | undefined;
}

export interface SortedTalentRow extends TalentRow {
  readonly sortValue: string;
}

interface RawRow extends Omit<SortedTalentRow, 'followersSum' | 'connections'> {
  readonly followersSum: string | null;
  readonly connections: LinkedProfile[] | null;
}

const FOLLOWERS = Prisma.sql`COALESCE((
  SELECT sum(f.followers) FROM social_connection c JOIN social_profile f ON f.connection_id = c.id
  WHERE c.agency_id = t.agency_id AND c.talent_id = t.id AND c.control <> 'archived'), -1)`;

/** Sorting by creation is sorting by id: ids are ordered by time. */
const SORT_KEYS = {
  name: { value: Prisma.sql`lower(t.name)`, cast: Prisma.raw('text') },
  followers: { value: FOLLOWERS, cast: Prisma.raw('numeric') },
  created: { value: Prisma.sql`t.id`, cast: Prisma.raw('uuid') },
} as const;

const COLUMNS = Prisma.sql`
  t.id, t.name, t.aliases, t.email, t.locale, t.owner_id AS "ownerId", u.name AS "ownerName", t.tags, t.notes, t.status,
  t.created_at AS "createdAt", t.updated_at AS "updatedAt", s.connections, s.followers_sum::text AS "followersSum",
  COALESCE(s.followers_counted, 0)::int AS "followersCounted", s.followers_oldest_at AS "followersOldestAt"`;

const SUMMARY = Prisma.sql`
  LEFT JOIN app_user u ON u.agency_id = t.agency_id AND u.id = t.owner_id
  LEFT JOIN LATERAL (
    SELECT sum(f.followers) AS followers_sum, count(f.followers) AS followers_counted,
      min(p.succeeded_at) FILTER (WHERE f.followers IS NOT NULL) AS followers_oldest_at,
      jsonb_agg(jsonb_build_object('id', c.id, 'platform', c.platform, 'handle', c.handle, 'status', c.status,
        'avatarUrl', f.avatar_url) ORDER BY c.id) AS connections
    FROM social_connection c
    LEFT JOIN social_profile f ON f.connection_id = c.id
    LEFT JOIN connection_product p ON p.connection_id = c.id AND p.product = 'profile'
    WHERE c.agency_id = t.agency_id AND c.talent_id = t.id AND c.control <> 'archived') s ON true`;

@Injectable()
export class TalentListRepository {
  async find(tx: Tx, agencyId: string, id: string): Promise<TalentRow | null> {
    const [row] = await tx.$queryRaw<RawRow[]>`
      SELECT ${COLUMNS}, '' AS "sortValue" FROM talent t ${SUMMARY}
      WHERE t.agency_id = ${agencyId}::uuid AND t.id = ${id}::uuid`;
    return row ? shaped(row) : null;
  }

  /** One row more than asked, so that the caller knows whether there is a next page. */
  async list(
    tx: Tx,
    agencyId: string,
    filter: TalentFilter,
    page: { sort: TalentSort; limit: number; after: Position | null },
  ): Promise<SortedTalentRow[]> {
    const { value, cast } = SORT_KEYS[page.sort.replace('-', '') as keyof typeof SORT_KEYS];
    const descending = page.sort.startsWith('-');
    const direction = Prisma.raw(descending ? 'DESC' : 'ASC');
    const beyond = Prisma.raw(descending ? '<' : '>');
    const after = page.after
      ? Prisma.sql`WHERE (x.sort_value, x.id) ${beyond} (${page.after.value}::${cast}, ${page.after.id}::uuid)`
      : Prisma.empty;
    const rows = await tx.$queryRaw<RawRow[]>`
      WITH page AS (
        SELECT x.id, x.sort_value
        FROM (SELECT t.id, ${value} AS sort_value FROM talent t
          WHERE ${Prisma.join(conditions(agencyId, filter), ' AND ')}) x
        ${after} ORDER BY x.sort_value ${direction}, x.id ${direction} LIMIT ${page.limit + 1}::int)
      SELECT ${COLUMNS}, page.sort_value::text AS "sortValue"
      FROM page JOIN talent t ON t.agency_id = ${agencyId}::uuid AND t.id = page.id ${SUMMARY}
      ORDER BY page.sort_value ${direction}, page.id ${direction}`;
    return rows.map(shaped);
  }
}

function conditions(agencyId: string, filter: TalentFilter): Prisma.Sql[] {
  const { status, platform, connectionStatus, tag, ownerId, q } = filter;
  return [
    Prisma.sql`t.agency_id = ${agencyId}::uuid`,
    status ? Prisma.sql`t.status = ${status}` : Prisma.sql`t.status <> 'archived'`,
    ...(tag ? [Prisma.sql`t.tags @> ARRAY[${tag}]::text[]`] : []),
    ...(ownerId ? [Prisma.sql`t.owner_id = ${ownerId}::uuid`] : []),
    ...(platform ? [linked(Prisma.sql`c.platform = ${platform}`)] : []),
    ...(connectionStatus ? [linked(Prisma.sql`c.status = ${connectionStatus}`)] : []),
    ...(q?.trim() ? [mentions(q.trim())] : []),
  ];
}

const linked = (condition: Prisma.Sql): Prisma.Sql => Prisma.sql`EXISTS (
  SELECT 1 FROM social_connection c
  WHERE c.agency_id = t.agency_id AND c.talent_id = t.id AND c.control <> 'archived' AND ${condition})`;

function mentions(words: string): Prisma.Sql {
  const part = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const pattern = part(words);
  return Prisma.sql`(t.name ILIKE ${pattern} OR t.email ILIKE ${pattern}
    OR EXISTS (SELECT 1 FROM unnest(t.aliases) alias WHERE alias ILIKE ${pattern})
    OR ${linked(Prisma.sql`c.handle ILIKE ${part(words.replace(/^@/, ''))}`)})`;
}

const shaped = (row: RawRow): SortedTalentRow => ({
  ...row,
  connections: row.connections ?? [],
  followersSum: row.followersSum === null ? null : Number(row.followersSum),
});
