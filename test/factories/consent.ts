/** Rows of consent: accounts that are read by it, links that ask for it, and browsers that opened one. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { aConnection } from './rows.js';
import type { ConnectionGiven, Rows } from './rows.js';

const digest = (token: string) => createHash('sha256').update(token).digest();
const newToken = () => randomBytes(32).toString('base64url');

export interface ConsentGiven extends ConnectionGiven {
  readonly auth?: string;
  readonly missingScopes?: readonly string[];
  readonly publicBefore?: boolean;
  readonly refreshExpiresAt?: Date | null;
}

/** Its tokens are no tokens: whoever would open them fails. */
export async function aConsentedConnection(
  rows: Rows,
  agencyId: string,
  talentId: string,
  given: ConsentGiven = {},
): Promise<string> {
  const { auth = 'active', missingScopes = [], publicBefore = false, refreshExpiresAt = null } = given;
  const platform = given.platform ?? 'instagram';
  const id = await aConnection(rows, agencyId, talentId, { ...given, platform });
  await rows.query(
    `UPDATE social_connection SET method = 'OAUTH', auth = $2, verification = 'authorised', consent_at = now(), evidence = 'stable-id',
       public_before = $3 WHERE id = $1`,
    [id, auth, publicBefore],
  );
  await rows.query(
    `INSERT INTO oauth_credential (connection_id, agency_id, platform, app_credential, access_token, refresh_token, key_version, scopes,
       missing_scopes, granted_at, issued_at, expires_at, refresh_expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, now(), now(), now() + interval '1 hour', $9)`,
    [
      id,
      agencyId,
      platform,
      `deployment:${platform}`,
      randomBytes(64),
      randomBytes(64),
      ['granted.scope'],
      missingScopes,
      refreshExpiresAt,
    ],
  );
  return id;
}

export interface InvitationGiven {
  readonly platforms?: readonly string[];
  readonly language?: string;
  readonly expiresAt?: Date;
}

/** Open, for Instagram unless something else is asked for. */
export async function anInvitation(
  rows: Rows,
  agencyId: string,
  talentId: string,
  given: InvitationGiven = {},
): Promise<{ id: string; token: string }> {
  const [id, token] = [randomUUID(), newToken()];
  const { platforms = ['instagram'], language = 'en', expiresAt = new Date(Date.now() + 86_400_000) } = given;
  await rows.query(
    `INSERT INTO invitation (id, agency_id, talent_id, token_hash, language, created_by_name, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, 'Ada', now(), $6)`,
    [id, agencyId, talentId, digest(token), language, expiresAt],
  );
  for (const platform of platforms)
    await rows.query('INSERT INTO invitation_platform (invitation_id, platform, agency_id) VALUES ($1, $2, $3)', [
      id,
      platform,
      agencyId,
    ]);
  return { id, token };
}

/** A browser that came by a link; the value of its cookie. */
export async function aVisit(
  rows: Rows,
  of: { agencyId: string; talentId: string; invitationId: string | null },
  rights: 'see' | 'manage' = 'see',
): Promise<string> {
  const token = newToken();
  await rows.query(
    `INSERT INTO consent_session (id, agency_id, talent_id, invitation_id, rights, token_hash, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, now(), now() + interval '15 minutes')`,
    [randomUUID(), of.agencyId, of.talentId, of.invitationId, rights, digest(token)],
  );
  return token;
}

/** A link of 15 minutes, not used yet. */
export async function aFreshLink(
  rows: Rows,
  of: { agencyId: string; talentId: string; invitationId: string | null },
  expiresAt = new Date(Date.now() + 15 * 60_000),
): Promise<string> {
  const token = newToken();
  await rows.query(
    `INSERT INTO talent_link (id, agency_id, talent_id, invitation_id, token_hash, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, now(), $6)`,
    [randomUUID(), of.agencyId, of.talentId, of.invitationId, digest(token), expiresAt],
  );
  return token;
}
