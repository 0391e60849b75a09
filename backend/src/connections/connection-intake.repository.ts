/** Connections by the dozen: who holds these profiles already, and new ones with a few statements for all. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { NewConnection } from './connection.repository.js';
import { LANES, PRODUCTS } from './connection-state.js';

export interface HeldProfile {
  readonly platform: string;
  readonly normalizedHandle: string;
  readonly connectionId: string;
  readonly talentId: string;
  readonly talentName: string;
}

@Injectable()
export class ConnectionIntakeRepository {
  /** Those of the drafts that are connected, by their handle or by the id that the platform knows them by. */
  held(tx: Tx, agencyId: string, drafts: readonly NewConnection[]): Promise<HeldProfile[]> {
    const platforms = drafts.map(({ locator }) => locator.platform);
    const handles = drafts.map(({ normalizedHandle }) => normalizedHandle);
    const accounts = drafts.map(({ locator }) => (locator.kind === 'id' ? locator.value : null));
    return tx.$queryRaw<HeldProfile[]>`
      WITH wanted AS (
        SELECT * FROM unnest(${platforms}::text[], ${handles}::text[], ${accounts}::text[]) AS w(platform, handle, account_id)
      ), found AS (
        SELECT w.platform, w.handle, c.id, c.talent_id FROM wanted w JOIN social_connection c ON c.agency_id = ${agencyId}::uuid
          AND c.platform = w.platform AND c.normalized_handle = w.handle AND c.control <> 'archived' AND c.handle_current
        UNION
        SELECT w.platform, w.handle, c.id, c.talent_id FROM wanted w JOIN social_connection c ON c.agency_id = ${agencyId}::uuid
          AND c.platform = w.platform AND c.platform_account_id = w.account_id AND c.control <> 'archived'
      )
      SELECT f.platform, f.handle AS "normalizedHandle", f.id AS "connectionId", t.id AS "talentId", t.name AS "talentName"
      FROM found f JOIN talent t ON t.agency_id = ${agencyId}::uuid AND t.id = f.talent_id`;
  }

  /**
   * Answers with the ids that were made; the constraint refuses the others one by one. In the order of the constraint, so
   * that two who insert at once wait for each other in turn. Due at once, behind whoever waits and what is read regularly.
   */
  async insertAll(tx: Tx, agencyId: string, drafts: readonly NewConnection[]): Promise<Set<string>> {
    const made = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO social_connection (id, agency_id, talent_id, platform, locator_kind, locator_value, handle, normalized_handle, url, method,
        status, simulated)
      SELECT n.id, ${agencyId}::uuid, n.talent_id, n.platform, n.kind, n.value, n.handle, n.normalized_handle, n.url, 'MANUAL', 'PENDING', n.simulated
      FROM unnest(${drafts.map(({ id }) => id)}::uuid[], ${drafts.map(({ talentId }) => talentId)}::uuid[],
        ${drafts.map(({ locator }) => locator.platform)}::text[], ${drafts.map(({ locator }) => locator.kind)}::text[],
        ${drafts.map(({ locator }) => locator.value)}::text[], ${drafts.map(({ handle }) => handle)}::text[],
        ${drafts.map(({ normalizedHandle }) => normalizedHandle)}::text[], ${drafts.map(({ url }) => url)}::text[],
        ${drafts.map(({ simulated }) => simulated)}::boolean[])
        AS n(id, talent_id, platform, kind, value, handle, normalized_handle, url, simulated)
      ORDER BY n.platform, n.normalized_handle
      ON CONFLICT (agency_id, platform, normalized_handle) WHERE control <> 'archived' AND handle_current DO NOTHING
      RETURNING id`;
    const ids = made.map(({ id }) => id);
    await tx.$executeRaw`
      INSERT INTO connection_sync (connection_id, agency_id, platform, next_sync_at, lane, cause, request_seq)
      SELECT c.id, c.agency_id, c.platform, now(), ${LANES.backfill}::smallint, 'first', 1 FROM social_connection c
      WHERE c.agency_id = ${agencyId}::uuid AND c.id = ANY(${ids}::uuid[])`;
    await tx.$executeRaw`
      INSERT INTO connection_product (connection_id, agency_id, product, activity, cause)
      SELECT id, ${agencyId}::uuid, product, 'queued', 'first' FROM unnest(${ids}::uuid[]) AS id, unnest(${[...PRODUCTS]}::text[]) AS product`;
    return new Set(ids);
  }
}
