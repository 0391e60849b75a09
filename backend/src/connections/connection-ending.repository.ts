/** What the ends of syncs write: products, connections, and when each is due again. Rows that stay as they were are not written. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { Activity, Cause, Product, Status } from './connection-state.js';
import type { Lease } from './lease.js';
import type { Ending, PostsEnding, ProductEnding } from './subject.js';

export interface End {
  readonly lease: Lease;
  readonly ending: Ending;
  readonly activity: Activity;
  readonly cause: Cause;
  readonly status: Status;
}

@Injectable()
export class ConnectionEndingRepository {
  /** Without an outcome only the activity changes: the sync did not come as far as the product. */
  async products(tx: Tx, ends: readonly End[]): Promise<void> {
    const rows = ends.flatMap((end) => [
      productRow(end, 'profile', end.ending.profile, false),
      { ...productRow(end, 'posts', end.ending.posts, end.ending.clearCursor), ...postsRow(end.ending) },
    ]);
    await tx.$executeRaw`
      UPDATE connection_product p SET activity = n.activity, cause = n.cause, outcome = coalesce(n.outcome, p.outcome),
        code = CASE WHEN n.outcome IS NULL THEN p.code ELSE n.code END,
        succeeded_at = coalesce(n.succeeded_at, p.succeeded_at), covered_from = coalesce(n.covered_from, p.covered_from),
        cursor = CASE WHEN n.forget THEN NULL ELSE p.cursor END, seen = CASE WHEN n.forget THEN NULL ELSE p.seen END,
        listed_count = CASE WHEN n.listed_at IS NULL THEN p.listed_count ELSE n.listed_count END, listed_at = coalesce(n.listed_at, p.listed_at),
        relist = coalesce(n.relist, p.relist) OR CASE WHEN n.by_consent IS NULL THEN false ELSE n.by_consent <>
          (SELECT c.auth IN ('active', 'expiring') FROM social_connection c WHERE c.agency_id = n.agency_id AND c.id = n.id) END,
        newest_at = CASE WHEN n.newest THEN n.newest_at ELSE p.newest_at END,
        figures_read_at = coalesce(n.figures_read_at, p.figures_read_at)
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS n(agency_id uuid, id uuid, product text, activity text, cause text, outcome text, code text,
        succeeded_at timestamptz, covered_from timestamptz, forget boolean, listed_count bigint, listed_at timestamptz, relist boolean, by_consent boolean, newest boolean,
        newest_at timestamptz, figures_read_at timestamptz[])
      WHERE p.agency_id = n.agency_id AND p.connection_id = n.id AND p.product = n.product
        AND ((p.activity, p.cause) IS DISTINCT FROM (n.activity, n.cause) OR n.outcome IS NOT NULL OR n.figures_read_at IS NOT NULL
          OR n.forget AND (p.cursor IS NOT NULL OR p.seen IS NOT NULL))`;
  }

  /** Where consent was lost, a good read is one of public data: what is said of the consent, and since when, stays. */
  async connections(tx: Tx, ends: readonly End[]): Promise<void> {
    const rows = ends.map(({ lease, ending, status }) => ({
      agency_id: lease.agencyId,
      id: lease.connectionId,
      status,
      code: ending.code,
      at: ending.at,
      strikes: ending.strikes.count,
      since: ending.strikes.since,
    }));
    await tx.$executeRaw`
      UPDATE social_connection c SET status = n.status, last_code = n.said,
        last_code_at = CASE WHEN n.said IS NULL THEN NULL WHEN n.stays THEN c.last_code_at ELSE n.at END,
        strikes = n.strikes, strikes_since = n.since
      FROM (
        SELECT r.*, coalesce(r.code, l.code) AS said, r.code IS NULL AND l.code = o.last_code AS stays
        FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(agency_id uuid, id uuid, status text, code text, at timestamptz, strikes int, since timestamptz)
        JOIN social_connection o ON o.agency_id = r.agency_id AND o.id = r.id
        CROSS JOIN LATERAL (SELECT CASE WHEN o.auth NOT IN ('reauth_required', 'revoked') THEN NULL WHEN o.last_code LIKE 'AUTH%' THEN o.last_code
          WHEN o.auth = 'revoked' THEN 'AUTH_REVOKED' ELSE 'AUTH_RECONNECT_REQUIRED' END AS code) l
      ) n
      WHERE c.agency_id = n.agency_id AND c.id = n.id
        AND (c.status, c.last_code, c.strikes) IS DISTINCT FROM (n.status, n.said, n.strikes)`;
  }

  /** Ends the leases and says when the next sync is due; at once, and afresh, where somebody asked meanwhile. */
  async schedule(tx: Tx, ends: readonly End[]): Promise<void> {
    const rows = ends.map(({ lease, ending: { next } }) => ({
      agency_id: lease.agencyId,
      id: lease.connectionId,
      attempt: next.attempt,
      failures: next.failures,
      next_sync_at: next.nextSyncAt,
      blocked_until: next.blockedUntil,
      cause: next.cause,
      lane: next.lane,
    }));
    await tx.$executeRaw`
      UPDATE connection_sync s
      SET lease_owner = NULL, lease_until = NULL, lease_started = false, crash_count = 0, done_seq = s.claimed_seq,
          attempt = CASE WHEN s.request_seq > s.claimed_seq THEN 0 ELSE n.attempt END,
          failures = CASE WHEN s.request_seq > s.claimed_seq THEN 0 ELSE n.failures END,
          blocked_until = CASE WHEN s.request_seq > s.claimed_seq THEN NULL ELSE n.blocked_until END,
          next_sync_at = CASE WHEN s.request_seq > s.claimed_seq THEN now() ELSE n.next_sync_at END,
          cause = CASE WHEN s.request_seq > s.claimed_seq THEN 'manual' ELSE n.cause END,
          lane = CASE WHEN s.request_seq > s.claimed_seq THEN 0 ELSE n.lane END
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS n(agency_id uuid, id uuid, attempt int, failures int, next_sync_at timestamptz,
        blocked_until timestamptz, cause text, lane smallint)
      WHERE s.agency_id = n.agency_id AND s.connection_id = n.id`;
  }
}

const productRow = (
  { lease, activity, cause }: End,
  product: Product,
  ending: ProductEnding | PostsEnding | undefined,
  forget: boolean,
) => ({
  agency_id: lease.agencyId,
  id: lease.connectionId,
  product,
  activity,
  cause,
  outcome: ending?.outcome,
  code: ending?.code,
  succeeded_at: ending?.succeededAt,
  forget,
});

const postsRow = ({ posts, figuresReadAt }: Ending) => ({
  covered_from: posts?.coveredFrom,
  listed_count: posts?.listed?.count,
  listed_at: posts?.listed?.at,
  relist: posts?.relist,
  by_consent: posts?.byConsent,
  newest: posts?.newestAt !== undefined,
  newest_at: posts?.newestAt,
  figures_read_at: figuresReadAt,
});
