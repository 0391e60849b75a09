/** What there is to read, counted. */
import { Injectable } from '@nestjs/common';
import { Prisma } from '../generated/prisma/client.js';
import type { Reader } from '../core/database/database.service.js';
import { AGES } from './figures-plan.js';
import type { DemandRow, Doings } from './demand.js';

/** Accounts of each platform that are looked at: the next who are due, and so others each time. */
const SAMPLE = 300;
const LATELY_HOURS = 7 * 24;
const HOUR_MS = 3_600_000;

/** Readings in an hour that a post's age asks for. */
const READINGS = Prisma.sql`CASE ${Prisma.join(
  AGES.map(({ youngerThanMs, everyMs }) => {
    const readings = HOUR_MS / everyMs;
    if (youngerThanMs === Infinity) return Prisma.sql`ELSE ${readings}::float8`;
    return Prisma.sql`WHEN o.published_at > now() - make_interval(secs => ${youngerThanMs / 1000}::float8) THEN ${readings}::float8`;
  }),
  ' ',
)} END`;

@Injectable()
export class DemandRepository {
  /** Of one agency, or, asked as a worker, of all; in few rows, whose ages of the newest post stand for a range each. */
  demand(reader: Reader, agencyId: string | null): Promise<DemandRow[]> {
    const whose = agencyId === null ? Prisma.empty : Prisma.sql`AND c.agency_id = ${agencyId}::uuid`;
    return reader.$queryRaw<DemandRow[]>`
      SELECT c.platform, c.auth IN ('active', 'expiring') AS consented, s.tier,
        CASE WHEN q.newest_at IS NULL THEN NULL WHEN q.newest_at > now() - interval '2 days' THEN 1 WHEN q.newest_at > now() - interval '7 days' THEN 4
          WHEN q.newest_at > now() - interval '90 days' THEN 30 ELSE 180 END AS "newestDays", count(*)::int AS connections
      FROM social_connection c
      JOIN connection_sync s ON s.connection_id = c.id
      JOIN connection_product q ON q.connection_id = c.id AND q.product = 'posts'
      WHERE c.control = 'enabled' AND s.next_sync_at IS NOT NULL ${whose}
      GROUP BY 1, 2, 3, 4`;
  }

  /** What a few accounts of each platform do, asked as a worker; platforms of which nobody is due later are missing. */
  doings(reader: Reader, platforms: readonly string[]): Promise<({ platform: string } & Doings)[]> {
    return reader.$queryRaw`
      SELECT p.platform, (sum(o.lately) / count(*) / ${LATELY_HOURS}::float8)::float8 AS posts, (sum(o.readings) / count(*))::float8 AS figures
      FROM unnest(${[...platforms]}::text[]) AS p(platform)
      CROSS JOIN LATERAL (
        SELECT s.connection_id FROM connection_sync s WHERE s.platform = p.platform AND s.lane = 1 AND s.next_sync_at > now()
        ORDER BY s.next_sync_at LIMIT ${SAMPLE}::int) AS s
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE o.published_at > now() - make_interval(hours => ${LATELY_HOURS}::int)) AS lately, coalesce(sum(${READINGS}), 0) AS readings
        FROM social_post o WHERE o.connection_id = s.connection_id AND o.deleted_at IS NULL) AS o
      GROUP BY p.platform`;
  }
}
