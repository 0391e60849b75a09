/** What a sync needs to know of its connection, and what its end writes there. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import { isUniqueViolation } from '../core/database/database-errors.js';
import type { Activity, Product, Status } from './connection-state.js';
import type { Owned } from './lease.js';
import type { Ending, ProductEnding, Subject } from './subject.js';

export type { Ending, Subject } from './subject.js';

interface ProductEnd extends Partial<ProductEnding> {
  readonly coveredFrom?: Date | null;
  readonly clearCursor: boolean;
}

/** The index that lets an account be connected once. */
const ACCOUNT_KEY = 'social_connection_account_key';

@Injectable()
export class SubjectRepository {
  async find(tx: Tx, { agencyId, connectionId }: Owned): Promise<Subject | null> {
    const [row] = await tx.$queryRaw<Subject[]>`
      SELECT c.id AS "connectionId", c.agency_id AS "agencyId", c.platform, c.platform_account_id AS "platformAccountId",
        c.locator_kind AS "locatorKind", c.locator_value AS "locatorValue", c.handle, c.method, p.outcome, s.cause, s.attempt, s.failures,
        c.strikes, c.strikes_since AS "strikesSince", q.cursor AS "postsCursor", s.tier, s.watched_at AS "watchedAt",
        q.newest_at AS "newestAt", q.listed_count AS "listedCount", q.listed_at AS "listedAt", q.relist,
        array[q.figures_read_at[1], q.figures_read_at[2], q.figures_read_at[3], q.figures_read_at[4]] AS "figuresReadAt",
        c.auth IN ('active', 'expiring') AS consented
      FROM social_connection c
      JOIN connection_sync s ON s.connection_id = c.id
      JOIN connection_product p ON p.connection_id = c.id AND p.product = 'profile'
      JOIN connection_product q ON q.connection_id = c.id AND q.product = 'posts'
      WHERE c.agency_id = ${agencyId}::uuid AND c.id = ${connectionId}::uuid`;
    return row ?? null;
  }

  async endProducts(tx: Tx, of: Owned, ending: Ending, activity: Activity): Promise<void> {
    await this.endProduct(tx, of, 'profile', activity, { ...ending.profile, clearCursor: false });
    await this.endProduct(tx, of, 'posts', activity, { ...ending.posts, clearCursor: ending.clearCursor });
  }

  /** Without an outcome only the activity changes: this sync did not come as far as the product. */
  private async endProduct(
    tx: Tx,
    { agencyId, connectionId }: Owned,
    product: Product,
    activity: Activity,
    end: ProductEnd,
  ): Promise<void> {
    const { outcome = null, code = null, succeededAt = null, coveredFrom = null, clearCursor } = end;
    await tx.$executeRaw`
      UPDATE connection_product SET activity = ${activity}, outcome = COALESCE(${outcome}, outcome),
        code = CASE WHEN ${outcome}::text IS NULL THEN code ELSE ${code} END,
        succeeded_at = COALESCE(${succeededAt}::timestamptz, succeeded_at),
        covered_from = COALESCE(${coveredFrom}::timestamptz, covered_from),
        cursor = CASE WHEN ${clearCursor} THEN NULL ELSE cursor END,
        seen = CASE WHEN ${clearCursor} THEN NULL ELSE seen END
      WHERE agency_id = ${agencyId}::uuid AND connection_id = ${connectionId}::uuid AND product = ${product}`;
  }

  /** Where consent was lost, a good read is one of public data: what is said of the consent, and since when, stays. */
  async endConnection(tx: Tx, { agencyId, connectionId }: Owned, ending: Ending, status: Status): Promise<void> {
    await tx.$executeRaw`
      UPDATE social_connection c SET status = ${status}, last_code = n.code,
        last_code_at = CASE WHEN n.code IS NULL THEN NULL WHEN n.stays THEN c.last_code_at ELSE ${ending.at}::timestamptz END,
        strikes = ${ending.strikes.count}, strikes_since = ${ending.strikes.since}::timestamptz
      FROM (
        SELECT o.id, coalesce(${ending.code}::text, l.code) AS code, ${ending.code}::text IS NULL AND l.code = o.last_code AS stays
        FROM social_connection o
        CROSS JOIN LATERAL (SELECT CASE WHEN o.auth NOT IN ('reauth_required', 'revoked') THEN NULL WHEN o.last_code LIKE 'AUTH%' THEN o.last_code
          WHEN o.auth = 'revoked' THEN 'AUTH_REVOKED' ELSE 'AUTH_RECONNECT_REQUIRED' END AS code) l
        WHERE o.agency_id = ${agencyId}::uuid AND o.id = ${connectionId}::uuid
      ) n
      WHERE c.agency_id = ${agencyId}::uuid AND c.id = n.id
        AND (c.status, c.last_code, c.strikes) IS DISTINCT FROM (${status}, n.code, ${ending.strikes.count}::int)`;
  }

  async saveCursor(tx: Tx, { agencyId, connectionId }: Owned, cursor: string | null, seen: number): Promise<void> {
    await tx.$executeRaw`UPDATE connection_product SET cursor = ${cursor}, seen = ${seen}::int WHERE agency_id = ${agencyId}::uuid AND connection_id = ${connectionId}::uuid AND product = 'posts'`;
  }

  /** What a read taught: the account's id and its current handle. False where another connection took the account meanwhile. */
  async identify(
    tx: Tx,
    { agencyId, connectionId }: Owned,
    account: { id: string; handle: string; normalizedHandle: string; url: string },
  ): Promise<boolean> {
    const update = tx.$executeRaw`
      UPDATE social_connection SET platform_account_id = ${account.id}, handle = ${account.handle}, normalized_handle = ${account.normalizedHandle}, url = ${account.url},
        handle_current = true
      WHERE agency_id = ${agencyId}::uuid AND id = ${connectionId}::uuid
        AND (platform_account_id, handle, normalized_handle, url, handle_current)
          IS DISTINCT FROM (${account.id}, ${account.handle}, ${account.normalizedHandle}, ${account.url}, true)`;
    try {
      await update;
      return true;
    } catch (error) {
      if (isUniqueViolation(error, ACCOUNT_KEY)) return false;
      throw error;
    }
  }

  /** The live connection that already holds this account or goes by this handle, other than this one. */
  async holder(
    tx: Tx,
    agencyId: string,
    platform: string,
    account: { id: string; normalizedHandle: string },
    except: string,
  ): Promise<{ byId: string | null; byHandle: string | null }> {
    const rows = await tx.$queryRaw<{ id: string; same: boolean }[]>`
      SELECT id, coalesce(platform_account_id = ${account.id}, false) AS same FROM social_connection
      WHERE agency_id = ${agencyId}::uuid AND platform = ${platform} AND control <> 'archived' AND id <> ${except}::uuid
        AND (platform_account_id = ${account.id} OR (normalized_handle = ${account.normalizedHandle} AND handle_current))`;
    return { byId: rows.find((row) => row.same)?.id ?? null, byHandle: rows.find((row) => !row.same)?.id ?? null };
  }

  /** The other connection went by a handle that now belongs to somebody else. False where its account was never read. */
  async loseHandle(tx: Tx, { agencyId, connectionId }: Owned): Promise<boolean> {
    const [row] = await tx.$queryRaw<{ known: boolean }[]>`
      UPDATE social_connection SET handle_current = false WHERE agency_id = ${agencyId}::uuid AND id = ${connectionId}::uuid
      RETURNING platform_account_id IS NOT NULL AS known`;
    return row?.known ?? false;
  }

  async poison(tx: Tx, connectionIds: readonly string[]): Promise<void> {
    await tx.$executeRaw`
      UPDATE connection_product SET activity = 'idle', outcome = 'failed', code = 'WORKER_LOST' WHERE connection_id = ANY(${connectionIds}::uuid[]) AND product = 'profile'`;
    await tx.$executeRaw`UPDATE connection_product SET activity = 'idle' WHERE connection_id = ANY(${connectionIds}::uuid[]) AND product = 'posts'`;
    await tx.$executeRaw`UPDATE social_connection SET last_code = 'WORKER_LOST', last_code_at = now() WHERE id = ANY(${connectionIds}::uuid[])`;
  }
}
