/** Authorizations as rows: begun, taken once, ended. Moments are the caller's clock, so that they compare with each other. */
import { Injectable } from '@nestjs/common';
import type { ConnectionCode } from '../../core/connection-codes.js';
import type { Reader, Tx } from '../../core/database/database.service.js';
import type { FlowOutcome } from './dto/flow.responses.js';
import type { Offer, OfferedAccount } from './offer.js';

export interface FlowRow {
  readonly id: string;
  readonly agencyId: string;
  readonly talentId: string;
  readonly talentName: string;
  /** Who is signed in, where somebody is. */
  readonly userName: string | null;
  readonly platform: string;
  readonly purpose: 'invitation' | 'account';
  readonly invitationId: string | null;
  readonly userId: string | null;
  /** One that is to be consented to again. */
  readonly connectionId: string | null;
  readonly expectedHandle: string | null;
  readonly expectedAccountId: string | null;
  readonly bindingHash: Uint8Array;
  readonly verifier: Uint8Array | null;
  readonly appCredential: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: string[];
  readonly expiresAt: Date;
  readonly consumedAt: Date | null;
  readonly endedAt: Date | null;
  readonly outcome: FlowOutcome | null;
  readonly code: ConnectionCode | null;
  readonly signedInAs: string | null;
  readonly resultConnectionId: string | null;
  readonly resultHandle: string | null;
  readonly resultStatus: string | null;
  readonly missingScopes: string[];
  readonly offer: Offer | [];
  readonly pending: Uint8Array | null;
}

export interface NewFlow {
  readonly id: string;
  readonly agencyId: string;
  readonly talentId: string;
  readonly platform: string;
  readonly purpose: FlowRow['purpose'];
  readonly invitationId: string | null;
  readonly userId: string | null;
  readonly connectionId: string | null;
  readonly expectedHandle: string | null;
  readonly expectedAccountId: string | null;
  readonly stateHash: Buffer;
  readonly bindingHash: Buffer;
  readonly verifier: { readonly bytes: Buffer; readonly keyVersion: number } | null;
  readonly appCredential: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface FlowEnd {
  readonly outcome: Exclude<FlowOutcome, 'choose'>;
  readonly code: ConnectionCode | null;
  readonly signedInAs: string | null;
  readonly connectionId: string | null;
  readonly missingScopes: readonly string[];
  /** Shown with its reason where it cannot be used. */
  readonly unusable?: OfferedAccount | null;
  readonly at: Date;
}

export interface Waiting {
  readonly offer: Offer;
  readonly sealed: { readonly bytes: Buffer; readonly keyVersion: number } | null;
  readonly signedInAs: string | null;
  readonly missingScopes: readonly string[];
  readonly expiresAt: Date;
}

@Injectable()
export class FlowRepository {
  async insert(tx: Tx, row: NewFlow): Promise<void> {
    await tx.$executeRaw`
      INSERT INTO oauth_flow (id, agency_id, talent_id, platform, purpose, invitation_id, user_id, connection_id, expected_handle, expected_account_id,
        state_hash, binding_hash, verifier, key_version, app_credential, client_id, redirect_uri, scopes, created_at, expires_at)
      VALUES (${row.id}::uuid, ${row.agencyId}::uuid, ${row.talentId}::uuid, ${row.platform}, ${row.purpose}, ${row.invitationId}::uuid,
        ${row.userId}::uuid, ${row.connectionId}::uuid, ${row.expectedHandle}, ${row.expectedAccountId}, ${row.stateHash}, ${row.bindingHash},
        ${row.verifier?.bytes ?? null}, ${row.verifier?.keyVersion ?? null}::int, ${row.appCredential}, ${row.clientId}, ${row.redirectUri},
        ${[...row.scopes]}::text[], ${row.createdAt}::timestamptz, ${row.expiresAt}::timestamptz)`;
  }

  /** Whose authorization a state belongs to; before any agency is known. */
  async byState(reader: Reader, stateHash: Buffer): Promise<{ flowId: string; agencyId: string } | null> {
    const [row] = await reader.$queryRaw<{ flowId: string; agencyId: string }[]>`
      SELECT flow_id AS "flowId", agency_id AS "agencyId" FROM find_oauth_flow(${stateHash})`;
    return row ?? null;
  }

  /** The same for the browser that holds its cookie. */
  async bound(reader: Reader, id: string, bindingHash: Buffer): Promise<{ agencyId: string } | null> {
    const [row] = await reader.$queryRaw<{ agencyId: string }[]>`
      SELECT agency_id AS "agencyId" FROM find_bound_flow(${id}::uuid, ${bindingHash})`;
    return row ?? null;
  }

  async find(reader: Reader, agencyId: string, id: string): Promise<FlowRow | null> {
    const [row] = await reader.$queryRaw<FlowRow[]>`
      SELECT f.id, f.agency_id AS "agencyId", f.talent_id AS "talentId", t.name AS "talentName", u.name AS "userName", f.platform, f.purpose,
        f.invitation_id AS "invitationId", f.user_id AS "userId", f.connection_id AS "connectionId", f.expected_handle AS "expectedHandle",
        f.expected_account_id AS "expectedAccountId", f.binding_hash AS "bindingHash", f.verifier, f.app_credential AS "appCredential",
        f.client_id AS "clientId", f.redirect_uri AS "redirectUri", f.scopes, f.expires_at AS "expiresAt", f.consumed_at AS "consumedAt",
        f.ended_at AS "endedAt", f.outcome, f.code, f.signed_in_as AS "signedInAs", f.result_connection_id AS "resultConnectionId",
        c.handle AS "resultHandle", c.status AS "resultStatus", f.missing_scopes AS "missingScopes", f.accounts AS offer, f.pending
      FROM oauth_flow f
      JOIN talent t ON t.agency_id = f.agency_id AND t.id = f.talent_id
      LEFT JOIN app_user u ON u.agency_id = f.agency_id AND u.id = f.user_id
      LEFT JOIN social_connection c ON c.agency_id = f.agency_id AND c.id = f.result_connection_id
      WHERE f.agency_id = ${agencyId}::uuid AND f.id = ${id}::uuid`;
    return row ?? null;
  }

  /** One who chooses at a time. */
  async hold(tx: Tx, agencyId: string, id: string): Promise<void> {
    await tx.$queryRaw`SELECT 1 FROM oauth_flow WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  }

  /** Taken once, while its time lasts. What proves the exchange is gone with it. */
  async consume(tx: Tx, agencyId: string, id: string, at: Date): Promise<boolean> {
    const rows = await tx.$queryRaw<unknown[]>`
      UPDATE oauth_flow SET consumed_at = ${at}::timestamptz, verifier = NULL
      WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid AND consumed_at IS NULL AND ended_at IS NULL AND expires_at > ${at}::timestamptz
      RETURNING id`;
    return rows.length === 1;
  }

  /** False where it has ended before. */
  async end(tx: Tx, agencyId: string, id: string, end: FlowEnd): Promise<boolean> {
    const shown = end.unusable ? { why: 'several', accounts: [end.unusable] } : [];
    const ended = await tx.$executeRaw`
      UPDATE oauth_flow SET ended_at = ${end.at}::timestamptz, outcome = ${end.outcome}, code = ${end.code}, signed_in_as = ${end.signedInAs},
        result_connection_id = ${end.connectionId}::uuid, missing_scopes = ${[...end.missingScopes]}::text[], pending = NULL, verifier = NULL,
        accounts = ${JSON.stringify(shown)}::jsonb
      WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid AND ended_at IS NULL`;
    return ended === 1;
  }

  /** The talent has to choose; what was granted waits sealed. */
  async wait(tx: Tx, agencyId: string, id: string, { offer, sealed, ...waiting }: Waiting): Promise<boolean> {
    const waits = await tx.$executeRaw`
      UPDATE oauth_flow SET outcome = 'choose', accounts = ${JSON.stringify(offer)}::jsonb, signed_in_as = ${waiting.signedInAs},
        missing_scopes = ${[...waiting.missingScopes]}::text[], expires_at = ${waiting.expiresAt}::timestamptz,
        pending = coalesce(${sealed?.bytes ?? null}::bytea, pending), key_version = coalesce(${sealed?.keyVersion ?? null}::int, key_version)
      WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid AND ended_at IS NULL`;
    return waits === 1;
  }

  /** False where it was begun by an account that is no longer the talent's. */
  async isStarterGood(tx: Tx, agencyId: string, id: string): Promise<boolean> {
    const [row] = await tx.$queryRaw<{ good: boolean }[]>`
      SELECT f.user_id IS NULL OR EXISTS (
        SELECT 1 FROM app_user u
        WHERE u.agency_id = f.agency_id AND u.id = f.user_id AND u.talent_id = f.talent_id AND u.status = 'active') AS good
      FROM oauth_flow f WHERE f.agency_id = ${agencyId}::uuid AND f.id = ${id}::uuid`;
    return row?.good ?? false;
  }

  /** How many a talent has under way. */
  async open(tx: Tx, agencyId: string, talentId: string, at: Date): Promise<number> {
    const [row] = await tx.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM oauth_flow
      WHERE agency_id = ${agencyId}::uuid AND talent_id = ${talentId}::uuid AND consumed_at IS NULL AND ended_at IS NULL
        AND expires_at > ${at}::timestamptz`;
    return row?.n ?? 0;
  }

  /** Whether the last sign-in at this platform was to another account than the expected one. */
  async missedLast(tx: Tx, agencyId: string, talentId: string, platform: string): Promise<boolean> {
    const [row] = await tx.$queryRaw<{ missed: boolean }[]>`
      SELECT outcome = 'wrong-account' AS missed FROM oauth_flow
      WHERE agency_id = ${agencyId}::uuid AND talent_id = ${talentId}::uuid AND platform = ${platform} AND outcome IS NOT NULL
      ORDER BY created_at DESC, id DESC LIMIT 1`;
    return row?.missed ?? false;
  }

  /** Choices that these talents have not made yet; holds them. */
  async undecided(tx: Tx, agencyId: string, talentIds: readonly string[]): Promise<string[]> {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM oauth_flow
      WHERE agency_id = ${agencyId}::uuid AND talent_id = ANY(${[...talentIds]}::uuid[]) AND pending IS NOT NULL FOR UPDATE`;
    return rows.map(({ id }) => id);
  }

  /** Taken before then by a process that never came to an end with them, of all agencies; skips those that somebody is at. */
  stuck(tx: Tx, before: Date, limit: number): Promise<{ id: string; agencyId: string }[]> {
    return tx.$queryRaw`
      SELECT id, agency_id AS "agencyId" FROM oauth_flow
      WHERE consumed_at <= ${before}::timestamptz AND ended_at IS NULL AND outcome IS NULL
      ORDER BY consumed_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED`;
  }

  /** Choices that nobody made in time, of all agencies; skips those that somebody is at. */
  abandoned(tx: Tx, at: Date, limit: number): Promise<{ id: string; agencyId: string }[]> {
    return tx.$queryRaw`
      SELECT id, agency_id AS "agencyId" FROM oauth_flow WHERE pending IS NOT NULL AND expires_at <= ${at}::timestamptz
      ORDER BY expires_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED`;
  }
}
