/** Small builders of rows. They write past row-level security, as the test server's superuser. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import type { Role, Scope } from '../../backend/src/core/principal.js';

export type Rows = Pool;

/** To the database of this test file. */
export function openRows(): Rows {
  const connectionString = process.env['TEST_DATABASE_ADMIN_URL'];
  if (!connectionString)
    throw new Error('TEST_DATABASE_ADMIN_URL is not set: run the tests through "npm test" or jest.');
  const pool = new Pool({ connectionString, max: 3 });
  pool.on('error', () => undefined); // the database goes away with the test, at times before its last connection
  return pool;
}

export interface Agency {
  readonly id: string;
  readonly name: string;
}

export interface StaffMember {
  readonly id: string;
  readonly agencyId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

const digest = (token: string) => createHash('sha256').update(token).digest();
let counter = 0;
const next = () => (counter += 1);

export async function anAgency(rows: Rows, name = `Agency ${String(next())}`): Promise<Agency> {
  const id = randomUUID();
  await rows.query('INSERT INTO agency (id, name) VALUES ($1, $2)', [id, name]);
  return { id, name };
}

export async function aStaffMember(
  rows: Rows,
  agencyId: string,
  given: { role?: Role; name?: string; status?: string; passwordHash?: string } = {},
): Promise<StaffMember> {
  const { role = 'manager', status = 'active', passwordHash = '$argon2id$none' } = given;
  const name = given.name ?? `Person ${String(next())}`;
  const staff = { id: randomUUID(), agencyId, name, email: `person-${randomUUID()}@example.com`, role };
  await rows.query(
    'INSERT INTO app_user (id, agency_id, email, name, role, status, password_hash) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [staff.id, agencyId, staff.email, name, role, status, passwordHash],
  );
  return staff;
}

export async function aSessionRow(
  rows: Rows,
  { id: userId, agencyId }: Pick<StaffMember, 'id' | 'agencyId'>,
): Promise<{ id: string; token: string }> {
  const id = randomUUID();
  const token = randomBytes(32).toString('base64url');
  await rows.query(
    `INSERT INTO session (id, agency_id, user_id, token_hash, expires_at) VALUES ($1, $2, $3, $4, now() + interval '8 hours')`,
    [id, agencyId, userId, digest(token)],
  );
  return { id, token };
}

/** The token for the session cookie. */
export const aSession = async (rows: Rows, staff: Pick<StaffMember, 'id' | 'agencyId'>): Promise<string> =>
  (await aSessionRow(rows, staff)).token;

/** The token of a link that is still good. */
export async function aStaffLink(rows: Rows, staff: Pick<StaffMember, 'id' | 'agencyId'>): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await rows.query(
    `INSERT INTO staff_link (id, agency_id, user_id, purpose, token_hash, expires_at)
     VALUES ($1, $2, $3, 'invite', $4, now() + interval '1 day')`,
    [randomUUID(), staff.agencyId, staff.id, digest(token)],
  );
  return token;
}

export async function anApiKey(
  rows: Rows,
  agencyId: string,
  scopes: readonly Scope[],
): Promise<{ id: string; key: string }> {
  const id = randomUUID();
  const prefix = `rk_${randomBytes(4).toString('hex')}`;
  const key = `${prefix}_${randomBytes(32).toString('base64url')}`;
  await rows.query(
    'INSERT INTO api_key (id, agency_id, name, prefix, key_hash, scopes) VALUES ($1, $2, $3, $4, $5, $6)',
    [id, agencyId, `Key ${String(next())}`, prefix, digest(key), scopes],
  );
  return { id, key };
}

export interface TalentGiven {
  readonly name?: string;
  readonly aliases?: readonly string[];
  readonly email?: string | null;
  readonly tags?: readonly string[];
  readonly status?: string;
  readonly ownerId?: string | null;
}

export async function aTalent(rows: Rows, agencyId: string, given: TalentGiven = {}): Promise<string> {
  const id = randomUUID();
  const {
    name = `Talent ${String(next())}`,
    aliases = [],
    email = null,
    tags = [],
    status = 'active',
    ownerId = null,
  } = given;
  await rows.query(
    'INSERT INTO talent (id, agency_id, name, aliases, email, tags, status, owner_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [id, agencyId, name, aliases, email, tags, status, ownerId],
  );
  return id;
}

export interface ConnectionGiven {
  readonly platform?: string;
  readonly handle?: string;
  readonly status?: string;
  readonly control?: string;
  readonly followers?: number | null;
  readonly succeededAt?: Date;
  readonly avatarUrl?: string | null;
}

/** READY with a profile, unless something else is asked for. */
export async function aConnection(
  rows: Rows,
  agencyId: string,
  talentId: string,
  given: ConnectionGiven = {},
): Promise<string> {
  const id = randomUUID();
  const { platform = 'bluesky', status = 'READY', control = 'enabled', followers = 100, avatarUrl = null } = given;
  const handle = given.handle ?? `account-${String(next())}.test`;
  const url = `https://bsky.app/profile/${handle}`;
  const at = given.succeededAt ?? new Date('2026-01-01T12:00:00Z');
  await rows.query(
    `INSERT INTO social_connection (id, agency_id, talent_id, platform, platform_account_id, locator_kind, locator_value, handle,
       normalized_handle, url, method, status, control, simulated)
     VALUES ($1, $2, $3, $4, $5, 'handle', $6, $6, lower($6), $7, 'MANUAL', $8, $9, true)`,
    [id, agencyId, talentId, platform, `account:${id}`, handle, url, status, control],
  );
  await rows.query('INSERT INTO connection_sync (connection_id, agency_id, platform) VALUES ($1, $2, $3)', [
    id,
    agencyId,
    platform,
  ]);
  await rows.query(
    `INSERT INTO connection_product (connection_id, agency_id, product, outcome, succeeded_at)
     SELECT $1, $2, product, $3, $4 FROM unnest(ARRAY['profile', 'posts']) AS product`,
    [id, agencyId, status === 'ERROR' ? 'failed' : 'ok', at],
  );
  await rows.query(
    `INSERT INTO social_profile (connection_id, agency_id, display_name, url, avatar_url, followers, source, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'public', $7)`,
    [id, agencyId, `Profile of ${handle}`, url, avatarUrl, followers, at],
  );
  return id;
}
