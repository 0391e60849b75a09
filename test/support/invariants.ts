/** What must be true of the rows whenever nothing is being written, said in plain SQL. */
import { statusOf } from '../../backend/src/connections/connection-state.js';
import type { Axes } from '../../backend/src/connections/connection-state.js';
import type { Rows } from '../factories/rows.js';

const BROKEN_WHERE: Readonly<Record<string, string>> = {
  'a post twice': `SELECT connection_id AS id FROM social_post GROUP BY connection_id, platform_post_id HAVING count(*) > 1`,
  'a snapshot twice': `SELECT connection_id AS id FROM profile_snapshot GROUP BY connection_id, captured_at HAVING count(*) > 1`,
  'a lease beyond its time': `SELECT connection_id AS id FROM connection_sync WHERE lease_owner IS NOT NULL AND lease_until < now() - interval '30 seconds'`,
  'a lease without an end': `SELECT connection_id AS id FROM connection_sync WHERE (lease_owner IS NULL) <> (lease_until IS NULL)`,
  'SYNCING without a lease or a next try': `SELECT c.id FROM social_connection c JOIN connection_sync s ON s.connection_id = c.id
    WHERE c.status = 'SYNCING' AND s.lease_owner IS NULL AND s.next_sync_at IS NULL`,
  'leased but not due': `SELECT connection_id AS id FROM connection_sync
    WHERE lease_owner IS NOT NULL AND (next_sync_at IS NULL OR next_sync_at > now() + interval '5 minutes')`,
  'enabled but never due': `SELECT c.id FROM social_connection c JOIN connection_sync s ON s.connection_id = c.id
    WHERE c.control = 'enabled' AND c.auth IN ('none', 'active', 'expiring') AND s.next_sync_at IS NULL AND s.lease_owner IS NULL`,
  'said to be consented, without tokens': `SELECT c.id FROM social_connection c LEFT JOIN oauth_credential k ON k.connection_id = c.id
    WHERE c.auth IN ('active', 'expiring') AND c.control <> 'archived'
      AND (k.connection_id IS NULL OR k.code IN ('AUTH_RECONNECT_REQUIRED', 'AUTH_REVOKED'))`,
  'tokens of what is disconnected': `SELECT c.id FROM social_connection c JOIN oauth_credential k ON k.connection_id = c.id
    WHERE c.control = 'archived' OR c.auth IN ('none', 'revoked') AND c.method = 'MANUAL'`,
  'paused but leased': `SELECT c.id FROM social_connection c JOIN connection_sync s ON s.connection_id = c.id
    WHERE c.control = 'paused' AND s.lease_owner IS NOT NULL`,
  'archived but due or leased': `SELECT c.id FROM social_connection c JOIN connection_sync s ON s.connection_id = c.id
    WHERE c.control = 'archived' AND (s.next_sync_at IS NOT NULL OR s.lease_owner IS NOT NULL)`,
  'a run that nobody runs': `SELECT r.connection_id AS id FROM sync_run r JOIN connection_sync s USING (connection_id)
    WHERE r.outcome = 'running' AND (s.lease_owner IS NULL OR s.lease_token <> r.lease_token)`,
  'two runs under one lease': `SELECT connection_id AS id FROM sync_run GROUP BY connection_id, lease_token HAVING count(*) > 1`,
  'figures of a moment twice': `SELECT post_id AS id FROM post_snapshot GROUP BY post_id, captured_at HAVING count(*) > 1`,
  'a run that ended without an end': `SELECT connection_id AS id FROM sync_run WHERE (outcome = 'running') <> (finished_at IS NULL)`,
  'figures without their post': `SELECT s.post_id AS id FROM post_stats s LEFT JOIN social_post p ON p.id = s.post_id WHERE p.id IS NULL`,
  'history without its post': `SELECT h.post_id AS id FROM post_snapshot h LEFT JOIN social_post p ON p.id = h.post_id WHERE p.id IS NULL`,
};

/** The worst that may lie between a due time and its sync: a lease of 30 seconds that is lost, and whoever finds that. */
const RECOVERY = `interval '35 seconds'`;

/** Where workers go by themselves, these must be true as well. */
const UNATTENDED_WHERE: Readonly<Record<string, string>> = {
  'due, and nobody came': `SELECT c.id FROM social_connection c JOIN connection_sync s ON s.connection_id = c.id
    WHERE c.control = 'enabled' AND s.lease_owner IS NULL AND s.next_sync_at < now() - ${RECOVERY}`,
  'SYNCING on a lease that ended': `SELECT c.id FROM social_connection c JOIN connection_sync s ON s.connection_id = c.id
    WHERE c.status = 'SYNCING' AND s.lease_until < now() - interval '30 seconds'`,
  'written under an old lease': `SELECT old.connection_id AS id FROM sync_run old JOIN sync_run new USING (connection_id)
    WHERE new.lease_token > old.lease_token AND new.started_at < old.finished_at AND old.outcome <> 'aborted'`,
};

interface StatusRow {
  id: string;
  status: string;
  control: Axes['control'];
  auth: Axes['auth'];
  outcome: Axes['profile']['outcome'];
  activity: Axes['profile']['activity'];
  cause: Axes['profile']['cause'];
}

/** For hooks: throws with every row that is not as it must be. */
export async function assertInvariants(rows: Rows): Promise<void> {
  const broken = await brokenInvariants(rows);
  if (broken.length > 0) throw new Error(`Broken invariants:\n${broken.join('\n')}`);
}

/** Besides, where workers have run for the whole time: nothing waits that should not, and nothing was written too late. */
export async function assertAttended(rows: Rows): Promise<void> {
  const broken = await foundBy(rows, UNATTENDED_WHERE);
  if (broken.length > 0) throw new Error(`Left alone:\n${broken.join('\n')}`);
}

async function brokenInvariants(rows: Rows): Promise<string[]> {
  return [...(await wrongStatuses(rows)), ...(await foundBy(rows, BROKEN_WHERE))];
}

async function foundBy(rows: Rows, queries: Readonly<Record<string, string>>): Promise<string[]> {
  const broken: string[] = [];
  for (const [what, sql] of Object.entries(queries)) {
    const found = await rows.query<{ id: string }>(sql);
    broken.push(...found.rows.map(({ id }) => `${what}: ${id}`));
  }
  return broken;
}

async function wrongStatuses(rows: Rows): Promise<string[]> {
  const { rows: all } = await rows.query<StatusRow>(
    `SELECT c.id, c.status, c.control, c.auth, p.outcome, CASE WHEN s.lease_owner IS NULL THEN p.activity ELSE 'running' END AS activity,
       CASE WHEN s.lease_owner IS NULL THEN p.cause ELSE s.cause END AS cause
     FROM social_connection c JOIN connection_sync s ON s.connection_id = c.id
     JOIN connection_product p ON p.connection_id = c.id AND p.product = 'profile'`,
  );
  return all.flatMap(({ id, status, control, auth, ...profile }) => {
    const expected = statusOf({ control, auth, profile });
    return status === expected ? [] : [`shown ${status} instead of ${expected} (${JSON.stringify(profile)}): ${id}`];
  });
}
