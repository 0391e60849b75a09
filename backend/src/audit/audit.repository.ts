import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import { newId } from '../core/database/ids.js';
import { actorId } from '../core/principal.js';
import type { AuditActor, AuditEntry, FieldChange } from './audit-entry.js';

const SALT_BYTES = 16;

@Injectable()
export class AuditRepository {
  async insert(tx: Tx, agencyId: string | null, entry: AuditEntry, at: Date): Promise<string> {
    const id = newId();
    const { actor, origin, action, target } = entry;
    await tx.$executeRaw`
      WITH written AS (
        INSERT INTO change (id, agency_id, actor_kind, actor_id, action, target_type, target_id, request_id, at)
        VALUES (${id}::uuid, ${agencyId}::uuid, ${actor.kind}, ${idOf(actor)}::uuid, ${action}, ${target?.type ?? null},
          ${target?.id ?? null}::uuid, ${origin.requestId}, ${at}::timestamptz))
      INSERT INTO audit_detail (change_id, agency_id, actor_name, target_name, fields, address, salt)
      VALUES (${id}::uuid, ${agencyId}::uuid, ${nameOf(actor)}, ${storableOrNull(target?.name ?? null)},
        ${storableFields(entry.fields ?? [])}::jsonb, ${origin.address}, ${randomBytes(SALT_BYTES)})`;
    return id;
  }

  /** Row by row what `insert` writes. */
  async insertAll(tx: Tx, agencyId: string, entries: readonly AuditEntry[], at: Date): Promise<void> {
    const rows = entries.map((entry) => ({ ...entry, id: newId(), at: entry.at ?? at }));
    await tx.$executeRaw`
      INSERT INTO change (id, agency_id, actor_kind, actor_id, action, target_type, target_id, request_id, at)
      SELECT n.id, ${agencyId}::uuid, n.actor_kind, n.actor_id, n.action, n.target_type, n.target_id, n.request_id, n.at
      FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ actor }) => actor.kind)}::text[],
        ${rows.map(({ actor }) => idOf(actor))}::uuid[], ${rows.map(({ action }) => action)}::text[],
        ${rows.map(({ target }) => target?.type ?? null)}::text[], ${rows.map(({ target }) => target?.id ?? null)}::uuid[],
        ${rows.map(({ origin }) => origin.requestId)}::text[], ${rows.map((row) => row.at.toISOString())}::timestamptz[])
        WITH ORDINALITY AS n(id, actor_kind, actor_id, action, target_type, target_id, request_id, at, place)
      ORDER BY n.place`;
    await tx.$executeRaw`
      INSERT INTO audit_detail (change_id, agency_id, actor_name, target_name, fields, address, salt)
      SELECT n.id, ${agencyId}::uuid, n.actor_name, n.target_name, n.fields::jsonb, n.address, decode(n.salt, 'hex')
      FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ actor }) => nameOf(actor))}::text[],
        ${rows.map(({ target }) => storableOrNull(target?.name ?? null))}::text[],
        ${rows.map(({ fields }) => storableFields(fields ?? []))}::text[], ${rows.map(({ origin }) => origin.address)}::text[],
        ${rows.map(() => randomBytes(SALT_BYTES).toString('hex'))}::text[])
        AS n(id, actor_name, target_name, fields, address, salt)`;
  }

  /**
   * An empty salt marks what was erased: the digest in the chain can never again be tried against guesses. Where the
   * forgotten acted themselves, that they did goes, too.
   */
  async eraseDetails(tx: Tx, targetIds: readonly string[]): Promise<void> {
    await tx.$executeRaw`
      UPDATE audit_detail d SET target_name = NULL, fields = '[]', salt = ''
      FROM change c
      WHERE c.id = d.change_id AND c.agency_id = d.agency_id AND c.target_id = ANY(${[...targetIds]}::uuid[])`;
    await tx.$queryRaw`SELECT forget_actors(${[...targetIds]}::uuid[])`;
  }
}

function idOf(actor: AuditActor): string | null {
  if (actor.kind === 'system' || actor.kind === 'anonymous') return null;
  return 'id' in actor ? actor.id : actorId(actor);
}

const nameOf = (actor: AuditActor): string | null => (actor.kind === 'anonymous' ? null : actor.name);

/** PostgreSQL takes neither NUL nor half a surrogate pair; a record must not fail on a name that has them. */
const storable = (text: string): string => Buffer.from(text.replaceAll('\0', '')).toString();

const storableOrNull = (text: string | null): string | null => (text === null ? null : storable(text));

const NEVER_KEPT = /password|passphrase|secret|token|hash/i;

function storableFields(fields: readonly FieldChange[]): string {
  const kept = fields.map((change) =>
    NEVER_KEPT.test(change.field) ? { field: change.field, before: null, after: null } : change,
  );
  return JSON.stringify(kept, (_, value: unknown) => (typeof value === 'string' ? storable(value) : value));
}
