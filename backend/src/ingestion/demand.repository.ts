/** What there is to read, counted. */
import { Injectable } from '@nestjs/common';
import { Prisma } from '../generated/prisma/client.js';
import type { Reader } from '../core/database/database.service.js';
import type { DemandRow } from './demand.js';

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
}
