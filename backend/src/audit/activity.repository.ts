import { Injectable } from '@nestjs/common';
import { Prisma } from '../generated/prisma/client.js';
import type { Tx } from '../core/database/database.service.js';
import type { Position } from '../core/database/page.js';
import type { Activity, ActivityActor, ActivityChange, ActivityFacets, ActorKind } from './dto/activity.dto.js';

export interface ActivityFilter {
  readonly actor?: string;
  readonly action?: string;
  readonly targetType?: string;
  readonly targetId?: string;
  readonly from?: string;
  readonly to?: string;
}

interface ActivityRow {
  readonly id: string;
  readonly at: Date;
  readonly actor_kind: ActorKind;
  readonly actor_id: string | null;
  readonly actor_name: string | null;
  readonly action: string;
  readonly target_type: string | null;
  readonly target_id: string | null;
  readonly target_name: string | null;
  readonly fields: ActivityChange[] | null;
  readonly request_id: string | null;
  readonly address: string | null;
}

/** Facets look no further back than this, so that they cost the same in every agency. */
const LATELY = 5_000;
const NAMELESS = ['system', 'anonymous'];

@Injectable()
export class ActivityRepository {
  /** Newest first; one row more than asked for. */
  async list(
    tx: Tx,
    agencyId: string,
    filter: ActivityFilter,
    limit: number,
    after: Position | null,
  ): Promise<Activity[]> {
    const rows = await tx.$queryRaw<ActivityRow[]>`
      SELECT c.id, c.at, c.actor_kind, c.actor_id, d.actor_name, c.action, c.target_type, c.target_id, d.target_name,
        d.fields, c.request_id, d.address
      FROM change c LEFT JOIN audit_detail d ON d.change_id = c.id AND d.agency_id = c.agency_id
      WHERE ${Prisma.join(conditions(agencyId, filter, after), ' AND ')}
      ORDER BY c.at DESC, c.id DESC LIMIT ${limit + 1}`;
    return rows.map(activityOf);
  }

  async facets(tx: Tx, agencyId: string): Promise<ActivityFacets> {
    const actors = await tx.$queryRaw<ActivityActor[]>`
      SELECT DISTINCT ON (l.actor_kind, l.actor_id) l.actor_kind AS kind, l.actor_id AS id, d.actor_name AS name
      FROM (${lately(agencyId)}) l LEFT JOIN audit_detail d ON d.change_id = l.id AND d.agency_id = ${agencyId}::uuid
      ORDER BY l.actor_kind, l.actor_id, l.at DESC`;
    const actions = await tx.$queryRaw<{ action: string }[]>`
      SELECT DISTINCT l.action FROM (${lately(agencyId)}) l ORDER BY l.action`;
    return { actors: actors.sort(byName), actions: actions.map(({ action }) => action) };
  }
}

const lately = (agencyId: string) => Prisma.sql`
  SELECT id, at, actor_kind, actor_id, action FROM change WHERE agency_id = ${agencyId}::uuid
  ORDER BY at DESC, id DESC LIMIT ${LATELY}`;

const byName = (one: ActivityActor, other: ActivityActor): number =>
  (one.name ?? one.kind).localeCompare(other.name ?? other.kind);

function conditions(agencyId: string, filter: ActivityFilter, after: Position | null): Prisma.Sql[] {
  const { actor, action, targetType, targetId, from, to } = filter;
  const asked: (Prisma.Sql | false)[] = [
    Prisma.sql`c.agency_id = ${agencyId}::uuid`,
    actor !== undefined && actorCondition(actor),
    action !== undefined && Prisma.sql`c.action = ${action}`,
    targetType !== undefined && Prisma.sql`c.target_type = ${targetType}`,
    targetId !== undefined && Prisma.sql`c.target_id = ${targetId}::uuid`,
    from !== undefined && Prisma.sql`c.at >= ${new Date(from)}::timestamptz`,
    to !== undefined && Prisma.sql`c.at < ${new Date(to)}::timestamptz`,
    after !== null && Prisma.sql`(c.at, c.id) < (${new Date(String(after.value))}::timestamptz, ${after.id}::uuid)`,
  ];
  return asked.filter((condition) => condition !== false);
}

const actorCondition = (actor: string): Prisma.Sql =>
  NAMELESS.includes(actor) ? Prisma.sql`c.actor_kind = ${actor}` : Prisma.sql`c.actor_id = ${actor}::uuid`;

const activityOf = (row: ActivityRow): Activity => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
  action: row.action,
  target:
    row.target_type === null || row.target_id === null
      ? null
      : { type: row.target_type, id: row.target_id, name: row.target_name },
  changes: (row.fields ?? []).map(({ field, before, after }) => ({ field, before, after })),
  requestId: row.request_id,
  address: row.address,
});
