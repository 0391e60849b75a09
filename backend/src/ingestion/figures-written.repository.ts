/** What is written of figures that were read. Both take them from `read r`, which says what moved and what is only told otherwise. */
import { Prisma } from '../generated/prisma/client.js';
import { HEARTBEAT_HOURS, heartbeatSpan } from './once-a-day.js';
import type { Moments } from './once-a-day.js';

/** The latest figures of posts, where they are others. */
export const insertStats = (agencyId: string): Prisma.Sql => Prisma.sql`
  INSERT INTO post_stats (post_id, agency_id, views, likes, comments, shares, quotes, saves, blanks, source, captured_at)
  SELECT r.post_id, ${agencyId}::uuid, r.views, r.likes, r.comments, r.shares, r.quotes, r.saves, r.blanks, r.source, r.read_at
  FROM read r WHERE r.moved OR r.retold
  ON CONFLICT (post_id) DO UPDATE SET views = EXCLUDED.views, likes = EXCLUDED.likes, comments = EXCLUDED.comments, shares = EXCLUDED.shares,
    quotes = EXCLUDED.quotes, saves = EXCLUDED.saves, blanks = EXCLUDED.blanks, source = EXCLUDED.source, captured_at = EXCLUDED.captured_at`;

/** Their history: a row when something moved, and one a day. */
export function insertHistory(agencyId: string, read: Moments): Prisma.Sql {
  const { since, until } = heartbeatSpan(read);
  return Prisma.sql`
    INSERT INTO post_snapshot (post_id, captured_at, agency_id, views, likes, comments, shares, quotes, saves, source, expires_at)
    SELECT r.post_id, r.read_at, ${agencyId}::uuid, r.views, r.likes, r.comments, r.shares, r.quotes, r.saves, r.source, r.expires_at
    FROM read r
    WHERE r.moved OR (
      SELECT true FROM post_snapshot h
      WHERE h.agency_id = ${agencyId}::uuid AND h.post_id = r.post_id AND h.captured_at > r.read_at - make_interval(hours => ${HEARTBEAT_HOURS}::int)
        AND h.captured_at > ${since}::timestamptz AND h.captured_at < ${until}::timestamptz
      LIMIT 1
    ) IS NULL
    ON CONFLICT (post_id, captured_at) DO NOTHING`;
}
