/** Whether a connection is read at all, and whose it is: the columns that people move by hand. The caller holds the row. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { Control } from './connection-state.js';
import type { Owned } from './lease.js';

export interface Stop {
  readonly control: Exclude<Control, 'enabled'>;
  readonly by: string;
  readonly reason: string | null;
  readonly at: Date;
}

@Injectable()
export class ConnectionControlRepository {
  /**
   * Remembers what it replaces, so that it can be undone; archiving keeps the reason of a pause for the same purpose. What
   * was set aside stays so through all of it: no pause and no disconnect makes it well.
   */
  async stop(tx: Tx, { agencyId, connectionId }: Owned, { control, by, reason, at }: Stop): Promise<void> {
    await tx.$executeRaw`
      UPDATE social_connection SET control = ${control}, control_before = CASE WHEN control_before = 'suspended' THEN 'suspended' ELSE nullif(control, 'archived') END, control_by = ${by},
        control_reason = CASE WHEN ${control} = 'archived' THEN control_reason ELSE ${reason} END, control_at = ${at}::timestamptz,
        archived_at = CASE WHEN ${control} = 'archived' THEN ${at}::timestamptz END
      WHERE agency_id = ${agencyId}::uuid AND id = ${connectionId}::uuid`;
  }

  /** Back to what it was before; the constraints refuse an account or a handle that is connected elsewhere by now. */
  async undo(tx: Tx, { agencyId, connectionId }: Owned): Promise<Control> {
    const [row] = await tx.$queryRaw<{ control: Control }[]>`
      UPDATE social_connection SET control = coalesce(control_before, 'enabled'), control_before = NULL, archived_at = NULL,
        control_by = CASE WHEN control_before IN ('paused', 'suspended') THEN control_by END,
        control_reason = CASE WHEN control_before IN ('paused', 'suspended') THEN control_reason END,
        control_at = CASE WHEN control_before IN ('paused', 'suspended') THEN control_at END
      WHERE agency_id = ${agencyId}::uuid AND id = ${connectionId}::uuid RETURNING control`;
    return row?.control ?? 'enabled';
  }

  async give(tx: Tx, { agencyId, connectionId }: Owned, talentId: string): Promise<void> {
    await tx.$executeRaw`
      UPDATE social_connection SET former_talents = array_append(array_remove(former_talents, talent_id), talent_id),
        talent_id = ${talentId}::uuid
      WHERE agency_id = ${agencyId}::uuid AND id = ${connectionId}::uuid`;
  }

  /** All of a talent's, archived ones too; answers with their ids. Locks in the order in which every writer does. */
  async giveAll(tx: Tx, agencyId: string, from: string, to: string): Promise<string[]> {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM social_connection WHERE agency_id = ${agencyId}::uuid AND talent_id = ${from}::uuid ORDER BY id FOR UPDATE`;
    const ids = rows.map(({ id }) => id);
    await tx.$executeRaw`
      UPDATE social_connection SET talent_id = ${to}::uuid
      WHERE agency_id = ${agencyId}::uuid AND id = ANY(${ids}::uuid[])`;
    return ids;
  }

  /** All connections of those among these ids that are talents. */
  async idsOfTalents(tx: Tx, agencyId: string, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM social_connection WHERE agency_id = ${agencyId}::uuid AND talent_id = ANY(${[...ids]}::uuid[]) ORDER BY id`;
    return rows.map(({ id }) => id);
  }

  /** Which connections of these talents an action is for, in the order in which the talents are named. */
  ofTalents(
    tx: Tx,
    agencyId: string,
    talentIds: readonly string[],
    control: Control,
  ): Promise<{ connectionId: string; talentId: string }[]> {
    return tx.$queryRaw`
      SELECT c.id AS "connectionId", c.talent_id AS "talentId"
      FROM unnest(${[...talentIds]}::uuid[]) WITH ORDINALITY AS t(id, place)
      JOIN social_connection c ON c.agency_id = ${agencyId}::uuid AND c.talent_id = t.id AND c.control = ${control}
      ORDER BY t.place, c.id`;
  }

  /** Whose these connections are; unknown ones are missing. */
  async talentsOf(tx: Tx, agencyId: string, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.$queryRaw<{ id: string; talentId: string }[]>`
      SELECT id, talent_id AS "talentId" FROM social_connection
      WHERE agency_id = ${agencyId}::uuid AND id = ANY(${[...ids]}::uuid[])`;
    return new Map(rows.map(({ id, talentId }) => [id, talentId]));
  }

  async knownTalents(tx: Tx, agencyId: string, ids: readonly string[]): Promise<Set<string>> {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM talent WHERE agency_id = ${agencyId}::uuid AND id = ANY(${[...ids]}::uuid[])`;
    return new Set(rows.map(({ id }) => id));
  }
}
