/** The rows that the figures are measured with: one large agency among others, written past row-level security. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';

const CONNECTIONS = 100_000;
const OTHER_AGENCIES = 5;
const CONNECTIONS_OF_OTHERS = 10_000;
const CONNECTIONS_PER_TALENT = 20;

export interface Agency {
  readonly id: string;
  readonly userId: string;
  readonly talentId: string;
  /** Opens a session of that user. */
  readonly sessionToken: string;
}

/** `connections` is how many the agency has whose user is told. */
export async function makeAgencies(adminUrl: string, connections = CONNECTIONS): Promise<Agency> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica'); // what refers to what is right by construction
    for (let other = 0; other < OTHER_AGENCIES; other += 1)
      await fillAgency(client, randomUUID(), CONNECTIONS_OF_OTHERS);
    const id = randomUUID();
    const talentId = await fillAgency(client, id, connections);
    const session = await signIn(client, id);
    await client.query('VACUUM ANALYZE');
    return { id, talentId, ...session };
  } finally {
    await client.end();
  }
}

async function signIn(client: pg.Client, agencyId: string): Promise<{ userId: string; sessionToken: string }> {
  const userId = randomUUID();
  const sessionToken = randomBytes(32).toString('base64url');
  await client.query(
    `INSERT INTO app_user (id, agency_id, email, name, role, password_hash) VALUES ($1, $2, 'bench@example.com', 'Bench', 'owner', 'none')`,
    [userId, agencyId],
  );
  const hash = createHash('sha256').update(sessionToken).digest();
  await client.query(
    `INSERT INTO session (id, agency_id, user_id, token_hash, expires_at) VALUES ($1, $2, $3, $4, now() + interval '12 hours')`,
    [randomUUID(), agencyId, userId, hash],
  );
  return { userId, sessionToken };
}

/** @returns a talent of the agency, whose id nobody has yet */
export async function fillAgency(client: pg.Client, agencyId: string, connections: number): Promise<string> {
  await client.query('INSERT INTO agency (id, name) VALUES ($1, $2)', [agencyId, `Agency of ${connections}`]);
  const talents = await client.query<{ id: string }>(TALENTS, [agencyId, connections / CONNECTIONS_PER_TALENT]);
  await client.query(CONNECTION_ROWS, [agencyId, connections, talents.rows.map(({ id }) => id)]);
  for (const below of [SYNCS, PRODUCTS, PROFILES]) await client.query(below, [agencyId]);
  const [talent] = talents.rows;
  if (!talent) throw new Error('No talent was made.');
  return talent.id;
}

const TALENTS = `
  INSERT INTO talent (id, agency_id, name, tags)
  SELECT uuidv7(), $1, 'Talent ' || n, ARRAY['music', 'tag ' || n % 40] FROM generate_series(1, $2::int) AS n RETURNING id`;

const CONNECTION_ROWS = `
  INSERT INTO social_connection (id, agency_id, talent_id, platform, platform_account_id, locator_kind, locator_value, handle, normalized_handle,
    url, method, status)
  SELECT uuidv7(), $1, ($3::uuid[])[1 + n % cardinality($3::uuid[])], 'bluesky', 'did:plc:' || md5($1::uuid::text || n), 'handle', h, h, h,
    'https://bsky.app/profile/' || h, 'MANUAL', 'READY'
  FROM generate_series(1, $2::int) AS n, LATERAL (SELECT 'person-' || n || '.bsky.social' AS h)`;

const SYNCS = `
  INSERT INTO connection_sync (connection_id, agency_id, platform, next_sync_at, cause)
  SELECT id, agency_id, platform, now() + interval '50 minutes', 'scheduled' FROM social_connection WHERE agency_id = $1`;

const PRODUCTS = `
  INSERT INTO connection_product (connection_id, agency_id, product, outcome, cause, succeeded_at)
  SELECT id, agency_id, product, 'ok', 'scheduled', now() - random() * interval '50 minutes'
  FROM social_connection, unnest(ARRAY['profile', 'posts']) AS product WHERE agency_id = $1`;

const PROFILES = `
  INSERT INTO social_profile (connection_id, agency_id, display_name, bio, url, avatar_url, banner_url, followers, following, posts, blanks,
    created_at_platform, source, changed_at)
  SELECT id, agency_id, 'Person ' || left(handle, 12), repeat('Songs, stories and the road. ', 4), url,
    'https://cdn.bsky.app/img/avatar/plain/' || platform_account_id || '/' || md5(handle) || '@jpeg',
    'https://cdn.bsky.app/img/banner/plain/' || platform_account_id || '/' || md5(url) || '@jpeg',
    (random() * 1e6)::bigint, (random() * 1e3)::bigint, (random() * 1e4)::bigint, '{"views": "not_supported"}', now() - interval '3 years', 'public', now()
  FROM social_connection WHERE agency_id = $1`;
