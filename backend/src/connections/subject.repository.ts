/** Who else goes by an account's id or handle. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { Owned } from './lease.js';

@Injectable()
export class SubjectRepository {
  /** The live connection that already holds this account or goes by this handle, other than this one. */
  async holder(
    tx: Tx,
    agencyId: string,
    platform: string,
    account: { id: string; normalizedHandle: string },
    except: string,
  ): Promise<{ byId: string | null; byHandle: string | null }> {
    const rows = await tx.$queryRaw<{ id: string; same: boolean }[]>`
      SELECT id, coalesce(platform_account_id = ${account.id}, false) AS same FROM social_connection
      WHERE agency_id = ${agencyId}::uuid AND platform = ${platform} AND control <> 'archived' AND id <> ${except}::uuid
        AND (platform_account_id = ${account.id} OR (normalized_handle = ${account.normalizedHandle} AND handle_current))`;
    return { byId: rows.find((row) => row.same)?.id ?? null, byHandle: rows.find((row) => !row.same)?.id ?? null };
  }

  /** The other connection went by a handle that now belongs to somebody else. False where its account was never read. */
  async loseHandle(tx: Tx, { agencyId, connectionId }: Owned): Promise<boolean> {
    const [row] = await tx.$queryRaw<{ known: boolean }[]>`
      UPDATE social_connection SET handle_current = false WHERE agency_id = ${agencyId}::uuid AND id = ${connectionId}::uuid
      RETURNING platform_account_id IS NOT NULL AS known`;
    return row?.known ?? false;
  }
}
