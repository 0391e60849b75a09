/** Rows of authorizations: one that a talent began in a browser and has not come back from. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Rows } from './rows.js';

const digest = (token: string) => createHash('sha256').update(token).digest();

export interface FlowGiven {
  readonly id: string;
  /** What the browser sends that began it. */
  readonly cookie: string;
}

export async function aFlow(
  rows: Rows,
  agencyId: string,
  talentId: string,
  platform = 'instagram',
): Promise<FlowGiven> {
  const id = randomUUID();
  const binding = randomBytes(32).toString('base64url');
  await rows.query(
    `INSERT INTO oauth_flow (id, agency_id, talent_id, platform, purpose, state_hash, binding_hash, app_credential, client_id, redirect_uri,
       scopes, created_at, expires_at)
     VALUES ($1, $2, $3, $4, 'invitation', $5, $6, $7, 'client', 'https://example.com', '{}', now(), now() + interval '10 minutes')`,
    [id, agencyId, talentId, platform, randomBytes(32), digest(binding), `deployment:${platform}`],
  );
  return { id, cookie: `rostrum-flow-${id.slice(-12)}=${binding}` };
}
