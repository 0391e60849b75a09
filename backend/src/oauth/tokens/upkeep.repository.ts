/** Which tokens somebody has to see to though nobody uses them. Looks across agencies; what it finds is looked at again under lock. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/database.service.js';
import type { Holder } from './credential.js';

export interface KeepRule {
  readonly platform: string;
  readonly refresh: 'rotating' | 'lasting' | 'itself';
  readonly marginSeconds: number;
}

export interface DueToken extends Holder {
  readonly generation: bigint;
}

@Injectable()
export class TokenUpkeepRepository {
  /**
   * Tokens that would die if nobody refreshed them: access tokens that are their own refresh token, refresh tokens about to
   * end or unused for long, and those whose refresh was cut off. None that somebody holds, or that wait for their next try.
   */
  toRefresh(
    tx: Tx,
    rules: readonly KeepRule[],
    { now, unusedDays, lastDays, limit }: { now: Date; unusedDays: number; lastDays: number; limit: number },
  ): Promise<DueToken[]> {
    return tx.$queryRaw<DueToken[]>`
      SELECT k.agency_id AS "agencyId", k.connection_id AS "connectionId", k.platform, k.generation
      FROM oauth_credential k
      JOIN unnest(${rules.map(({ platform }) => platform)}::text[], ${rules.map(({ refresh }) => refresh)}::text[],
        ${rules.map(({ marginSeconds }) => marginSeconds)}::int[]) AS r(platform, refresh, margin) ON r.platform = k.platform
      WHERE (k.code IS NULL OR k.code NOT IN ('AUTH_RECONNECT_REQUIRED', 'AUTH_REVOKED'))
        AND (k.lease_until IS NULL OR k.lease_until < now()) AND (k.next_try_at IS NULL OR k.next_try_at <= ${now}::timestamptz)
        AND (k.sent_at IS NOT NULL OR k.failing_since IS NOT NULL
          OR (r.refresh = 'itself' AND k.expires_at <= ${now}::timestamptz + least(make_interval(secs => r.margin), (k.expires_at - k.issued_at) / 2))
          OR (r.refresh <> 'itself' AND k.refresh_token IS NOT NULL AND (
            k.issued_at <= ${now}::timestamptz - make_interval(days => ${unusedDays}::int)
            OR (k.refresh_expires_at <= ${now}::timestamptz + make_interval(days => ${lastDays}::int) AND k.issued_at <= ${now}::timestamptz - interval '1 day'))))
      ORDER BY k.expires_at NULLS FIRST LIMIT ${limit}::int
      FOR UPDATE OF k SKIP LOCKED`;
  }

  /** Consents that may end within so many days, each as often as somebody looks. After the id, in its order. */
  ending(
    tx: Tx,
    { now, days, after, limit }: { now: Date; days: number; after: string; limit: number },
  ): Promise<Holder[]> {
    return tx.$queryRaw<Holder[]>`
      SELECT k.agency_id AS "agencyId", k.connection_id AS "connectionId", k.platform
      FROM oauth_credential k
      WHERE k.connection_id > ${after}::uuid AND (k.code IS NULL OR k.code NOT IN ('AUTH_RECONNECT_REQUIRED', 'AUTH_REVOKED'))
        AND (k.warned_days IS NOT NULL OR least(k.consent_expires_at, k.refresh_expires_at, CASE WHEN k.refresh_token IS NULL THEN k.expires_at END)
          <= ${now}::timestamptz + make_interval(days => ${days}::int))
      ORDER BY k.connection_id LIMIT ${limit}::int`;
  }
}
