/** Two agencies with something of everything, so that each may be asked for what is the other's. */
import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { ROLES } from '../../backend/src/core/principal.js';
import type { Principal, Role, Scope } from '../../backend/src/core/principal.js';
import { Database } from '../../backend/src/core/database/database.service.js';
import { AppStore } from '../../backend/src/oauth/vault/app-store.service.js';
import { MediaLinks } from '../../backend/src/platforms/media-links.service.js';
import { anAlert, aPost, aRun } from '../factories/content.js';
import { aFlow } from '../factories/flows.js';
import { anImport } from '../factories/imports.js';
import { aConnection, anAgency, anApiKey, aStaffLink, aStaffMember, aTalent, aSessionRow } from '../factories/rows.js';
import type { StaffMember } from '../factories/rows.js';
import type { Caller, TestApi } from './api.js';
import { aConsent } from './consent-world.js';
import type { Operation } from './operations.js';

export const UNKNOWN_ID = '01937d2c-8a55-7cc0-b2aa-6a1f0c1d2e3f';
const SIMULATED = 'bluesky';
/** A platform that an agency may have an app of its own at. */
const KEYED = 'instagram';
const APP = { INSTAGRAM_CLIENT_ID: '1234567890', INSTAGRAM_CLIENT_SECRET: 'a-secret-of-an-app' };
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
  /** Of a link that asks the other talent for consent, and of the cookie of a browser in which they may manage what is theirs. */
  readonly consentToken: string;
  readonly visit: string;
  /** Of the browser that began the authorization. */
  readonly flowCookie: string;
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
  const other = await aTalent(rows, agency.id, { name: 'The other one', email: `other-${agency.id}@example.com` });
  const paused = await aConnection(rows, agency.id, talent, { control: 'paused', status: 'PAUSED' });
  const archived = await aConnection(rows, agency.id, other, { control: 'archived', status: 'DISCONNECTED' });
  const proving = await aConnection(rows, agency.id, other);
  await rows.query(
    `UPDATE social_connection SET proof_code = 'rostrum-abcd2345', proof_requested_at = now(), proof_expires_at = now() + interval '1 day'
     WHERE id = $1`,
    [proving],
  );
  await rows.query('UPDATE app_user SET talent_id = $2 WHERE id = $1', [staff.talent.id, talent]);
  const consent = await aConsent(rows, agency.id, { talent, other, account: staff.talent.id });
  const flow = await aFlow(rows, agency.id, other);
  const invited = await aStaffMember(rows, agency.id, { status: 'invited', passwordHash: '' });
  await anApp(app, agency.id);
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
    keyed: KEYED,
    oauth: flow.id,
    other,
    paused,
    archived,
    proving,
    ...consent.ids,
  };
  const { token: consentToken, visit } = consent;
  return {
    agencyId: agency.id,
    staff,
    ids,
    handle,
    linkToken: await aStaffLink(rows, invited),
    consentToken,
    visit,
    flowCookie: flow.cookie,
  };
}

/** Its keys are sealed as they are when somebody enters them. */
function anApp(app: TestApi['app'], agencyId: string): Promise<void> {
  const store = app.get(AppStore, { strict: false });
  const kept = { id: randomUUID(), agencyId, platform: KEYED, at: new Date(), values: APP, known: false };
  return app.get(Database, { strict: false }).inAgency(agencyId, (tx) => store.keep(tx, kept));
}

/** What makes a request valid, where the description's example names things that are not there. */
export function bodyFor(operation: Operation, tenant: Tenant): object | undefined {
  const own: Readonly<Record<string, object>> = {
    authLogin: { email: tenant.staff.owner.email, password: 'not the right one' },
    appCredentialsSet: { values: APP },
    accountChangePassphrase: { current: PASSPHRASE, next: 'a heron on the third pier' },
    staffInvite: { name: 'New', email: `new-${tenant.staff.owner.email}`, role: 'manager' },
    staffLinksOpen: { token: tenant.linkToken },
    staffLinksUse: { token: tenant.linkToken, passphrase: 'a heron on the third pier' },
    connectionsResolve: { input: `@new-${tenant.handle}`, platform: SIMULATED },
    connectionsCreate: { talentId: tenant.ids['talents'], platform: SIMULATED, handle: `new-${tenant.handle}` },
    connectionBulkRun: { action: 'sync', ids: [tenant.ids['connections']] },
    connectionControlTransfer: { talentId: tenant.ids['other'] },
    talentMergeMerge: { from: tenant.ids['other'] },
    invitationsCreate: { talentId: tenant.ids['other'], platforms: [{ platform: 'instagram' }] },
    flowsStart: { invitation: tenant.consentToken },
    flowsChoose: { accountId: 'none' },
    consentOpen: { token: tenant.consentToken },
    consentDecline: { platform: 'instagram' },
    consentAccount: { passphrase: 'a heron on the third pier' },
    talentAccountMake: { email: `talent-${tenant.staff.owner.email}` },
    talentsMany: { action: 'tag', ids: [tenant.ids['talents']], tag: 'new' },
    talentsCreate: { name: 'New', ownerId: tenant.staff.owner.id },
    talentsUpdate: { name: 'Renamed', ownerId: tenant.staff.owner.id },
  };
  const example = operation.requestBody?.content['application/json']?.example as object | undefined;
  return own[operation.operationId] ?? example;
}

/** Deeds that need something in a certain state: the key of what they are done to. */
const DONE_TO: Readonly<Record<string, string>> = {
  appCredentialsRead: 'keyed',
  appCredentialsSet: 'keyed',
  appCredentialsRemove: 'keyed',
  appCredentialsCheck: 'keyed',
  connectionControlResume: 'paused',
  connectionControlRestore: 'archived',
  connectionProofWithdraw: 'proving',
  importsCancel: 'running',
  flowsStart: 'keyed',
  flowsCallback: 'keyed',
  reconnectCreate: 'own',
  ownResume: 'ownPaused',
  consentResume: 'visitPaused',
  talentAccountMake: 'other',
};

/** The path with an id of this tenant, or with the one given; and what a query must have. */
export function pathFor(operation: Operation, tenant: Tenant, id?: string): string {
  const own = id ?? tenant.ids[DONE_TO[operation.operationId] ?? operation.resource];
  if (operation.path.includes('{') && own === undefined) {
    throw new Error(`${operation.name}: aTenant() has nothing for "${operation.resource}"; add it.`);
  }
  const path = operation.path.replace(/\{\w+\}/, own ?? '');
  const queries: Readonly<Record<string, string>> = {
    connectionsStatuses: `?ids=${tenant.ids['connections'] ?? ''}`,
    invitationsList: `?talentId=${tenant.ids['talents'] ?? ''}`,
  };
  return `${path}${queries[operation.operationId] ?? ''}`;
}

/** Whom an operation is meant for: staff, the talent who signs in, or the one who came by a link. */
export async function callerFor(api: TestApi, tenant: Tenant, operation: Operation): Promise<Caller> {
  if (operation['x-permission']?.startsWith('own:')) return api.signIn(tenant.staff.talent);
  if (!['consent', 'oauth'].includes(operation.resource)) return api.signIn(tenant.staff.owner);
  const cookie = operation.resource === 'oauth' ? tenant.flowCookie : `rostrum-consent=${tenant.visit}`;
  return (method, path) => api.anyone(method, path).set('cookie', cookie).set('sec-fetch-site', 'same-origin');
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
    'app_credential',
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
    'invitation',
    'invitation_platform',
    'consent_session',
    'talent_link',
    'oauth_credential',
    'consent_record',
    'oauth_flow',
    'notice',
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
