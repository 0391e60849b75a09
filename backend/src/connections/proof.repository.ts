/** The code by which a connection's owner is proved, as columns of the connection. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { Owned } from './lease.js';

@Injectable()
export class ProofRepository {
  async open(
    tx: Tx,
    { agencyId, connectionId }: Owned,
    proof: { code: string; requestedAt: Date; expiresAt: Date },
  ): Promise<void> {
    await tx.$executeRaw`
      UPDATE social_connection SET proof_code = ${proof.code}, proof_requested_at = ${proof.requestedAt}::timestamptz,
        proof_expires_at = ${proof.expiresAt}::timestamptz, proof_checked_at = NULL
      WHERE agency_id = ${agencyId}::uuid AND id = ${connectionId}::uuid`;
  }

  async close(tx: Tx, { agencyId, connectionId }: Owned): Promise<void> {
    await tx.$executeRaw`
      UPDATE social_connection SET proof_code = NULL, proof_requested_at = NULL, proof_expires_at = NULL, proof_checked_at = NULL
      WHERE agency_id = ${agencyId}::uuid AND id = ${connectionId}::uuid`;
  }

  /** The code that a read at this moment has to look for; null where there is none, or it has expired. */
  async wanted(tx: Tx, { agencyId, connectionId }: Owned, at: Date): Promise<string | null> {
    const [row] = await tx.$queryRaw<{ code: string }[]>`
      SELECT proof_code AS code FROM social_connection
      WHERE agency_id = ${agencyId}::uuid AND id = ${connectionId}::uuid AND proof_code IS NOT NULL
        AND proof_expires_at > ${at}::timestamptz`;
    return row?.code ?? null;
  }

  async missed(tx: Tx, { agencyId, connectionId }: Owned, at: Date): Promise<void> {
    await tx.$executeRaw`
      UPDATE social_connection SET proof_checked_at = ${at}::timestamptz
      WHERE agency_id = ${agencyId}::uuid AND id = ${connectionId}::uuid`;
  }

  /** What the talent's consent authorised is more than verified, and stays so. */
  async verify(tx: Tx, { agencyId, connectionId }: Owned, at: Date): Promise<void> {
    await tx.$executeRaw`
      UPDATE social_connection SET verified_at = ${at}::timestamptz,
        verification = CASE WHEN verification = 'public' THEN 'verified' ELSE verification END
      WHERE agency_id = ${agencyId}::uuid AND id = ${connectionId}::uuid`;
  }
}
