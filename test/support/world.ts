/** Two agencies with something of everything, so that each may be asked for what is the other's. */
import { hash } from '@node-rs/argon2';
import { ROLES } from '../../backend/src/core/principal.js';
import type { Principal, Role, Scope } from '../../backend/src/core/principal.js';
import { MediaLinks } from '../../backend/src/platforms/media-links.service.js';
import { anAlert, aPost, aRun } from '../factories/content.js';
import { anImport } from '../factories/imports.js';
import { aConnection, anAgency, anApiKey, aStaffLink, aStaffMember, aTalent, aSessionRow } from '../factories/rows.js';
import type { StaffMember } from '../factories/rows.js';
import type { Caller, TestApi } from './api.js';
import type { Operation } from './operations.js';

export const UNKNOWN_ID = '01937d2c-8a55-7cc0-b2aa-6a1f0c1d2e3f';
const SIMULATED = 'bluesky';
const PASSPHRASE = 'seven quiet harbours';
/** Made once: a good hash is slow by intent. */
let passphraseHash: Promise<string> | undefined;

export interface Tenant {
  readonly agencyId: string;
  readonly staff: Readonly<Record<Role, StaffMember>>;
  /** Something of this agency for the first word of a path with an id. */
  readonly ids: Readonly<Record<string, string>>;
  readonly handle: string;
  /** Of a link for somebody who is invited. */
  readonly linkToken: string;
}

export async function aTenant({ rows, app }: TestApi): Promise<Tenant> {
  const agency = await anAgency(rows);
  const passwordHash = await (passphraseHash ??= hash(PASSPHRASE));
  const people = await Promise.all(ROLES.map((role) => aStaffMember(rows, agency.id, { role, passwordHash })));
  const staff = Object.fromEntries(people.map((person) => [person.role, person])) as Record<Role, StaffMember>;
  const talent = await aTalent(rows, agency.id, { tags: ['tag'], ownerId: staff.manager.id });
  const handle = `someone-${agency.id.slice(0, 8)}.bsky.social`;
  const connection = await aConnection(rows, agency.id, talent, { platform: SIMULATED, handle });
  await aPost(rows, agency.id, connection);
  await aRun(rows, agency.id, connection);
  const other = await aTalent(rows, agency.id, { name: 'The other one' });
  const paused = await aConnection(rows, agency.id, talent, { control: 'paused', status: 'PAUSED' });
  const archived = await aConnection(rows, agency.id, other, { control: 'archived', status: 'DISCONNECTED' });
  const proving = await aConnection(rows, agency.id, other);
  await rows.query(
    `UPDATE social_connection SET proof_code = 'rostrum-abcd2345', proof_requested_at = now(), proof_expires_at = now() + interval '1 day'
     WHERE id = $1`,
    [proving],
  );
  const invited = await aStaffMember(rows, agency.id, { status: 'invited', passwordHash: '' });
  const media = app.get(MediaLinks, { strict: false }).link(SIMULATED, 'https://cdn.bsky.app/img/avatar/none.jpg');
  const ids = {
    talents: talent,
    connections: connection,
    imports: await anImport(rows, agency.id),
    running: await anImport(rows, agency.id, 'running'),
    alerts: await anAlert(rows, agency.id, connection),
    'api-keys': (await anApiKey(rows, agency.id, ['read'])).id,
    media: media?.split('/').at(-1) ?? '',
    staff: invited.id,
    auth: (await aSessionRow(rows, staff.owner)).id,
    platforms: SIMULATED,
    other,
    paused,
    archived,
    proving,
  };
  return { agencyId: agency.id, staff, ids, handle, linkToken: await aStaffLink(rows, invited) };
}

/** What makes a request valid, where the description's example names things that are not there. */
export function bodyFor(operation: Operation, tenant: Tenant): object | undefined {
  const own: Readonly<Record<string, object>> = {
    authLogin: { email: tenant.staff.owner.email, password: 'not the right one' },
    accountChangePassphrase: { current: PASSPHRASE, next: 'a heron on the third pier' },
    staffInvite: { name: 'New', email: `new-${tenant.staff.owner.email}`, role: 'manager' },
    staffLinksOpen: { token: tenant.linkToken },
    staffLinksUse: { token: tenant.linkToken, passphrase: 'a heron on the third pier' },
    connectionsResolve: { input: `@new-${tenant.handle}`, platform: SIMULATED },
    connectionsCreate: { talentId: tenant.ids['talents'], platform: SIMULATED, handle: `new-${tenant.handle}` },
    connectionBulkRun: { action: 'sync', ids: [tenant.ids['connections']] },
    connectionControlTransfer: { talentId: tenant.ids['other'] },
    talentMergeMerge: { from: tenant.ids['other'] },
    talentsMany: { action: 'tag', ids: [tenant.ids['talents']], tag: 'new' },
    talentsCreate: { name: 'New', ownerId: tenant.staff.owner.id },
    talentsUpdate: { name: 'Renamed', ownerId: tenant.staff.owner.id },
  };
  const example = operation.requestBody?.content['application/json']?.example as object | undefined;
  return own[operation.operationId] ?? example;
}

/** Deeds that need something in a certain state: the key of what they are done to. */
const DONE_TO: Readonly<Record<string, string>> = {
  connectionControlResume: 'paused',
  connectionControlRestore: 'archived',
  connectionProofWithdraw: 'proving',
  importsCancel: 'running',
};

/** The path with an id of this tenant, or with the one given; and what a query must have. */
export function pathFor(operation: Operation, tenant: Tenant, id?: string): string {
  const own = id ?? tenant.ids[DONE_TO[operation.operationId] ?? operation.resource];
  if (operation.path.includes('{') && own === undefined) {
    throw new Error(`${operation.name}: aTenant() has nothing for "${operation.resource}"; add it.`);
  }
  const path = operation.path.replace(/\{\w+\}/, own ?? '');
  return operation.operationId === 'connectionsStatuses' ? `${path}?ids=${tenant.ids['connections'] ?? ''}` : path;
}

export interface NamedCaller {
  readonly name: string;
  readonly principal: Principal;
  /** Each time with a session or key of its own: signing out must not end the others'. */
  readonly sign: () => Promise<Caller>;
}

export function callersOf(api: TestApi, tenant: () => Tenant): NamedCaller[] {
  const as = (role: Role): NamedCaller => ({
    name: role,
    principal: { kind: 'staff', role, agencyId: '', agencyName: '', userId: '', sessionId: '', name: '', email: '' },
    sign: () => api.signIn(tenant().staff[role]),
  });
  const key = (...scopes: Scope[]): NamedCaller => ({
    name: `${scopes.join('+')} key`,
    principal: { kind: 'api-key', scopes, agencyId: '', agencyName: '', keyId: '', name: '' },
    sign: () => api.withKey(tenant().agencyId, scopes),
  });
  return [...ROLES.map(as), key('read'), key('write')];
}

/** A digest of every row of an agency but its sessions and its trail: equal before and after what changed nothing. */
export async function digestOf({ rows }: TestApi, agencyId: string): Promise<string> {
  const tables = [
    'app_user',
    'staff_link',
    'api_key',
    'talent',
    'social_connection',
    'connection_sync',
    'connection_product',
  ];
  const parts = [
    ...tables,
    'social_profile',
    'social_post',
    'post_stats',
    'sync_run',
    'alert',
    'profile_field_change',
    'import',
    'import_row',
    'change',
  ].map(async (table) => {
    const sql = `SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS digest FROM ${table} t WHERE agency_id = $1`;
    const result = await rows.query<{ digest: string }>(sql, [agencyId]);
    return result.rows[0]?.digest ?? '';
  });
  return (await Promise.all(parts)).join(':');
}

export async function changesOf({ rows }: TestApi, agencyId: string): Promise<number> {
  const result = await rows.query<{ n: number }>('SELECT count(*)::int AS n FROM change WHERE agency_id = $1', [
    agencyId,
  ]);
  return result.rows[0]?.n ?? 0;
}
