/** Where a connection's consent stands, beside the other axes that its status is made of. */
import { Injectable } from '@nestjs/common';
import type { ConnectionCode } from '../core/connection-codes.js';
import type { Tx } from '../core/database/database.service.js';
import { activityOf, causeOf, PROFILE } from './connection-axes.repository.js';
import type { Activity, Auth, Cause, Control, Outcome, Status } from './connection-state.js';
import type { Owned } from './lease.js';

export interface ConsentRow {
  readonly platform: string;
  readonly auth: Auth;
  readonly control: Control;
  readonly publicBefore: boolean;
  readonly outcome: Outcome;
  readonly activity: Activity;
  readonly cause: Cause;
}

export interface ConsentMove {
  readonly auth: Auth;
  readonly status: Status;
  /** What is said of it; null leaves what was said before. */
  readonly code: ConnectionCode | null;
  readonly at: Date;
}

@Injectable()
export class ConsentStateRepository {
  /** Held until the transaction ends, so that two who move it do so in turn. */
  async find(tx: Tx, { agencyId, connectionId }: Owned): Promise<ConsentRow | null> {
    const [row] = await tx.$queryRaw<ConsentRow[]>`
      SELECT c.platform, c.auth, c.control, c.public_before AS "publicBefore", p.outcome, ${activityOf(PROFILE)} AS activity,
        ${causeOf(PROFILE)} AS cause
      FROM social_connection c JOIN connection_sync s ON s.connection_id = c.id JOIN connection_product p ON p.connection_id = c.id AND p.product = 'profile'
      WHERE c.agency_id = ${agencyId}::uuid AND c.id = ${connectionId}::uuid FOR NO KEY UPDATE OF c`;
    return row ?? null;
  }

  /** False where it was so already. */
  async move(tx: Tx, { agencyId, connectionId }: Owned, { auth, status, code, at }: ConsentMove): Promise<boolean> {
    const moved = await tx.$executeRaw`
      UPDATE social_connection SET auth = ${auth}, status = ${status}, last_code = coalesce(${code}, last_code),
        last_code_at = CASE WHEN ${code}::text IS NULL THEN last_code_at ELSE ${at}::timestamptz END
      WHERE agency_id = ${agencyId}::uuid AND id = ${connectionId}::uuid
        AND (auth, status, last_code) IS DISTINCT FROM (${auth}, ${status}, coalesce(${code}, last_code))`;
    return moved === 1;
  }

  /** Read another way from now on: what is known of the posts was seen the old way, however many the platform counts. */
  async relist(tx: Tx, { agencyId, connectionId }: Owned): Promise<void> {
    await tx.$executeRaw`
      UPDATE connection_product SET relist = true
      WHERE agency_id = ${agencyId}::uuid AND connection_id = ${connectionId}::uuid AND product = 'posts' AND listed_at IS NOT NULL AND NOT relist`;
  }

  /** Read without consent again. A proof of who owns it counts as it did before. */
  async makePublic(tx: Tx, { agencyId, connectionId }: Owned): Promise<void> {
    await tx.$executeRaw`
      UPDATE social_connection SET method = 'MANUAL', public_before = false, evidence = NULL, consent_at = NULL,
        verification = CASE WHEN verified_at IS NULL THEN 'public' ELSE 'verified' END
      WHERE agency_id = ${agencyId}::uuid AND id = ${connectionId}::uuid`;
  }
}
