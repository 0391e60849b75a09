/** Gives claims back that nobody began: they are due at once, for whoever has room. */
import { Injectable } from '@nestjs/common';
import { ConnectionSyncService } from '../connections/connection-sync.service.js';
import type { Group } from './groups.js';

@Injectable()
export class GroupReturns {
  constructor(private readonly sync: ConnectionSyncService) {}

  async giveBack({ leases }: Group): Promise<void> {
    const byAgency = Map.groupBy(leases, ({ agencyId }) => agencyId);
    for (const [agencyId, own] of byAgency) {
      await this.sync.fencedMany(agencyId, own, async (tx, held) => {
        const rows = own.flatMap((lease) => {
          const row = held.get(lease.connectionId);
          return row ? [{ lease, row }] : [];
        });
        if (rows.length > 0) await this.sync.releaseMany(tx, rows);
      });
    }
  }
}
