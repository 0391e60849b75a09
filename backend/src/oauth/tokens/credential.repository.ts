/** Sealed tokens as rows; the only writer of them. Leases are on the database's clock, everything else on ours. */
import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../core/database/database.service.js';
import type { ConnectionCode } from '../../core/connection-codes.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { CredentialRow, Holder, SealedTokens } from './credential.js';

type Owned = Omit<Holder, 'platform'>;
type Held = Pick<CredentialRow, 'agencyId' | 'connectionId' | 'generation' | 'leaseToken'>;

interface LockedConnection {
  readonly talentId: string;
  readonly name: string;
  readonly platform: string;
}

const COLUMNS = Prisma.sql`
  k.agency_id AS "agencyId", k.connection_id AS "connectionId", k.platform, k.app_credential AS "appCredential",
  k.access_token AS "accessToken", k.refresh_token AS "refreshToken", k.key_version AS "keyVersion", k.scopes, k.account_ids AS "accountIds", k.issued_at AS "issuedAt",
  k.expires_at AS "expiresAt", k.refresh_expires_at AS "refreshExpiresAt", k.consent_expires_at AS "consentExpiresAt", k.generation,
  k.lease_token AS "leaseToken", coalesce(k.lease_until > now(), false) AS leased, k.sent_at AS "sentAt", k.failures,
  k.failing_since AS "failingSince", k.next_try_at AS "nextTryAt", k.code, k.warned_days AS "warnedDays"`;
const LIVE = Prisma.sql`(k.code IS NULL OR k.code NOT IN ('AUTH_RECONNECT_REQUIRED', 'AUTH_REVOKED'))`;
const UNLEASED = Prisma.sql`(k.lease_until IS NULL OR k.lease_until < now())`;
const one = ({ agencyId, connectionId }: Owned) =>
  Prisma.sql`k.agency_id = ${agencyId}::uuid AND k.connection_id = ${connectionId}::uuid`;

@Injectable()
export class CredentialRepository {
  async find(reader: Reader, of: Owned): Promise<CredentialRow | null> {
    const [row] = await reader.$queryRaw<CredentialRow[]>`SELECT ${COLUMNS} FROM oauth_credential k WHERE ${one(of)}`;
    return row ?? null;
  }

  /** Takes the connection first, as every writer does; its talent, or null where it is gone. */
  async lockConnection(tx: Tx, { agencyId, connectionId }: Owned): Promise<LockedConnection | null> {
    const [row] = await tx.$queryRaw<LockedConnection[]>`
      SELECT talent_id AS "talentId", handle AS name, platform FROM social_connection
      WHERE agency_id = ${agencyId}::uuid AND id = ${connectionId}::uuid FOR NO KEY UPDATE`;
    return row ?? null;
  }

  async lock(tx: Tx, of: Owned): Promise<CredentialRow | null> {
    const [row] = await tx.$queryRaw<CredentialRow[]>`
      SELECT ${COLUMNS} FROM oauth_credential k WHERE ${one(of)} FOR UPDATE`;
    return row ?? null;
  }

  /** A refresh token that is there stays where none comes. Whoever is refreshing the old tokens is too late from now on. */
  async put(
    tx: Tx,
    { agencyId, connectionId, platform }: Holder,
    { appCredential, accountIds }: { appCredential: string; accountIds: readonly string[] },
    sealed: SealedTokens,
  ): Promise<void> {
    const { scopes, missingScopes, issuedAt } = sealed;
    const opens = Prisma.sql`(SELECT array_remove(${[...accountIds]}::text[] || c.platform_account_id, NULL) FROM social_connection c
      WHERE c.agency_id = ${agencyId}::uuid AND c.id = ${connectionId}::uuid)`;
    await tx.$executeRaw`
      INSERT INTO oauth_credential AS k (agency_id, connection_id, platform, app_credential, access_token, refresh_token, key_version, account_ids,
        scopes, missing_scopes, granted_at, issued_at, expires_at, refresh_expires_at, consent_expires_at)
      VALUES (${agencyId}::uuid, ${connectionId}::uuid, ${platform}, ${appCredential}, ${sealed.accessToken}, ${sealed.refreshToken},
        ${sealed.keyVersion}::int, ${opens}, ${[...(scopes ?? [])]}::text[], ${[...(missingScopes ?? [])]}::text[], ${issuedAt}::timestamptz,
        ${issuedAt}::timestamptz, ${sealed.expiresAt}::timestamptz, ${sealed.refreshExpiresAt}::timestamptz, ${sealed.consentExpiresAt}::timestamptz)
      ON CONFLICT (connection_id) DO UPDATE SET app_credential = excluded.app_credential, access_token = excluded.access_token,
        refresh_token = CASE WHEN k.app_credential = excluded.app_credential THEN coalesce(excluded.refresh_token, k.refresh_token) ELSE excluded.refresh_token END,
        previous_token = k.refresh_token,
        key_version = least(k.key_version, excluded.key_version), account_ids = excluded.account_ids, scopes = excluded.scopes,
        missing_scopes = excluded.missing_scopes, granted_at = excluded.granted_at, issued_at = excluded.issued_at,
        expires_at = excluded.expires_at, refresh_expires_at = CASE WHEN excluded.refresh_token IS NULL THEN coalesce(excluded.refresh_expires_at, k.refresh_expires_at) ELSE excluded.refresh_expires_at END,
        consent_expires_at = excluded.consent_expires_at, generation = k.generation + 1, lease_owner = NULL, lease_until = NULL,
        lease_token = k.lease_token + 1, sent_at = NULL, failures = 0, failing_since = NULL, next_try_at = NULL, code = NULL, warned_days = NULL`;
  }

  /** Takes the right to refresh these very tokens; null where somebody has it, they were replaced, or it is not time yet. */
  async acquire(
    tx: Tx,
    of: Owned,
    { generation, owner, seconds, now }: { generation: bigint; owner: string; seconds: number; now: Date },
  ): Promise<CredentialRow | null> {
    const [row] = await tx.$queryRaw<CredentialRow[]>`
      UPDATE oauth_credential k SET lease_owner = ${owner}, lease_token = k.lease_token + 1,
        lease_until = now() + make_interval(secs => ${seconds}::int)
      WHERE ${one(of)} AND k.generation = ${generation} AND ${LIVE} AND ${UNLEASED}
        AND (k.next_try_at IS NULL OR k.next_try_at <= ${now}::timestamptz)
      RETURNING ${COLUMNS}`;
    return row ?? null;
  }

  /** The request goes out now: from here to the answer's commit, whoever crashes may have spent the token. False without the lease. */
  async sending(tx: Tx, held: Held): Promise<boolean> {
    const marked = await tx.$executeRaw`
      UPDATE oauth_credential k SET sent_at = now() WHERE ${one(held)} AND k.lease_token = ${held.leaseToken} AND k.lease_until > now()`;
    return marked === 1;
  }

  /** The new pair in one write, the old refresh token beside it for one generation. False where the lease is another's. */
  async renew(tx: Tx, held: Held, sealed: SealedTokens): Promise<boolean> {
    const scopes = sealed.scopes === null ? null : [...sealed.scopes];
    const missing = sealed.missingScopes === null ? null : [...sealed.missingScopes];
    const written = await tx.$executeRaw`
      UPDATE oauth_credential k SET access_token = ${sealed.accessToken}, refresh_token = coalesce(${sealed.refreshToken}::bytea, k.refresh_token),
        previous_token = CASE WHEN ${sealed.refreshToken}::bytea IS NULL THEN k.previous_token ELSE k.refresh_token END,
        key_version = least(k.key_version, ${sealed.keyVersion}::int),
        scopes = coalesce(${scopes}::text[], k.scopes), missing_scopes = coalesce(${missing}::text[], k.missing_scopes),
        issued_at = ${sealed.issuedAt}::timestamptz, expires_at = ${sealed.expiresAt}::timestamptz,
        refresh_expires_at = coalesce(${sealed.refreshExpiresAt}::timestamptz, k.refresh_expires_at),
        consent_expires_at = coalesce(${sealed.consentExpiresAt}::timestamptz, k.consent_expires_at), generation = k.generation + 1,
        lease_owner = NULL, lease_until = NULL, sent_at = NULL, failures = 0, failing_since = NULL, next_try_at = NULL, code = NULL
      WHERE ${one(held)} AND k.lease_token = ${held.leaseToken} AND k.generation = ${held.generation}`;
    return written === 1;
  }

  /** Later again. `sent`: whether the token that went out may be spent still is not known. False where the lease is another's. */
  async defer(
    tx: Tx,
    held: Held,
    {
      code,
      nextTryAt,
      failingSince,
      sent,
    }: { code: ConnectionCode; nextTryAt: Date; failingSince: Date | null; sent: boolean },
  ): Promise<boolean> {
    const written = await tx.$executeRaw`
      UPDATE oauth_credential k SET lease_owner = NULL, lease_until = NULL, sent_at = CASE WHEN ${sent}::boolean THEN k.sent_at END,
        failures = k.failures + 1, failing_since = ${failingSince}::timestamptz, next_try_at = ${nextTryAt}::timestamptz, code = ${code}
      WHERE ${one(held)} AND k.lease_token = ${held.leaseToken} AND k.generation = ${held.generation}`;
    return written === 1;
  }

  /** Nobody tries it before then. */
  async postpone(tx: Tx, of: Owned, generation: bigint, until: Date): Promise<void> {
    await tx.$executeRaw`
      UPDATE oauth_credential k SET next_try_at = ${until}::timestamptz WHERE ${one(of)} AND k.generation = ${generation} AND ${UNLEASED}`;
  }

  /**
   * These very tokens are of no use any more. False where they were replaced meanwhile, are known to be lost, or somebody
   * else than the holder of `lease` is refreshing them right now.
   */
  async lose(
    tx: Tx,
    of: Owned,
    { generation, lease, code }: { generation: bigint; lease: bigint | null; code: ConnectionCode },
  ): Promise<boolean> {
    const free = lease === null ? UNLEASED : Prisma.sql`k.lease_token = ${lease}`;
    const written = await tx.$executeRaw`
      UPDATE oauth_credential k SET code = ${code}, lease_owner = NULL, lease_until = NULL, lease_token = k.lease_token + 1,
        sent_at = NULL, next_try_at = NULL
      WHERE ${one(of)} AND k.generation = ${generation} AND ${LIVE} AND ${free}`;
    return written === 1;
  }

  /** Which warning the talent had; null once the end was put off. */
  async warned(tx: Tx, of: Owned, days: number | null): Promise<void> {
    await tx.$executeRaw`UPDATE oauth_credential k SET warned_days = ${days}::int WHERE ${one(of)}`;
  }
}
