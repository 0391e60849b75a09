/** The history of a profile's figures: a row when something changed, and one a day as a heartbeat. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { NormalizedProfile } from '../platforms/contract/normalized.js';

export interface SnapshotFacts {
  readonly agencyId: string;
  readonly connectionId: string;
  readonly metrics: NormalizedProfile['metrics'];
  readonly source: 'public' | 'consent';
  readonly capturedAt: Date;
  readonly expiresAt: Date | null;
}

@Injectable()
export class SnapshotRepository {
  async record(tx: Tx, facts: SnapshotFacts): Promise<void> {
    const { followers, following, posts, views } = facts.metrics;
    await tx.$executeRaw`
      INSERT INTO profile_snapshot (connection_id, captured_at, agency_id, followers, following, posts, views, source, expires_at)
      SELECT ${facts.connectionId}::uuid, ${facts.capturedAt}::timestamptz, ${facts.agencyId}::uuid, ${followers}::bigint, ${following}::bigint,
        ${posts}::bigint, ${views}::bigint, ${facts.source}, ${facts.expiresAt}::timestamptz
      WHERE NOT EXISTS (
        SELECT 1 FROM (
          SELECT h.captured_at, h.followers, h.following, h.posts, h.views FROM profile_snapshot h
          WHERE h.connection_id = ${facts.connectionId}::uuid ORDER BY h.captured_at DESC LIMIT 1
        ) last
        WHERE last.captured_at > ${facts.capturedAt}::timestamptz - interval '1 day'
          AND (last.followers, last.following, last.posts, last.views)
            IS NOT DISTINCT FROM (${followers}::bigint, ${following}::bigint, ${posts}::bigint, ${views}::bigint)
      )
      ON CONFLICT (connection_id, captured_at) DO NOTHING`;
  }
}
