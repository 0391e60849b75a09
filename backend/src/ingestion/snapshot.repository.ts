/** The history of profiles' figures: a row when something changed, and one a day as a heartbeat. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import { Prisma } from '../generated/prisma/client.js';
import type { NormalizedProfile } from '../platforms/contract/normalized.js';
import { HEARTBEAT_HOURS, heartbeatSpan } from './once-a-day.js';
import type { ReadFacts } from './post.repository.js';

export interface ReadMetrics extends ReadFacts {
  readonly metrics: NormalizedProfile['metrics'];
}

@Injectable()
export class SnapshotRepository {
  /** Of one agency, no connection twice. */
  async record(tx: Tx, agencyId: string, rows: readonly ReadMetrics[]): Promise<void> {
    if (rows.length === 0) return;
    const of = <T>(pick: (row: ReadMetrics) => T) => rows.map(pick);
    const metric = (name: keyof NormalizedProfile['metrics']) =>
      Prisma.sql`${of((row) => row.metrics[name])}::bigint[]`;
    const { since, until } = heartbeatSpan(rows);
    await tx.$executeRaw`
      INSERT INTO profile_snapshot (connection_id, captured_at, agency_id, followers, following, posts, views, source, expires_at)
      SELECT n.connection_id, n.read_at, ${agencyId}::uuid, n.followers, n.following, n.posts, n.views, n.source, n.expires_at
      FROM unnest(${of((row) => row.connectionId)}::uuid[], ${of((row) => row.source)}::text[], ${of((row) => row.readAt)}::timestamptz[],
        ${of((row) => row.expiresAt)}::timestamptz[], ${metric('followers')}, ${metric('following')}, ${metric('posts')}, ${metric('views')})
        AS n(connection_id, source, read_at, expires_at, followers, following, posts, views)
      LEFT JOIN LATERAL (
        SELECT h.captured_at, h.followers, h.following, h.posts, h.views FROM profile_snapshot h
        WHERE h.agency_id = ${agencyId}::uuid AND h.connection_id = n.connection_id
          AND h.captured_at > ${since}::timestamptz AND h.captured_at < ${until}::timestamptz
        ORDER BY h.captured_at DESC LIMIT 1
      ) last ON last.captured_at > n.read_at - make_interval(hours => ${HEARTBEAT_HOURS}::int)
      WHERE last.captured_at IS NULL
        OR (last.followers, last.following, last.posts, last.views) IS DISTINCT FROM (n.followers, n.following, n.posts, n.views)
      ON CONFLICT (connection_id, captured_at) DO NOTHING`;
  }
}
