/** Looks for the code of an open proof in what a sync has just read. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import type { Tx } from '../core/database/database.service.js';
import { NO_ORIGIN } from '../core/request-origin.js';
import type { NormalizedProfile } from '../platforms/contract/normalized.js';
import { targetOf } from './connection-target.js';
import { ConnectionRepository } from './connection.repository.js';
import type { Owned } from './lease.js';
import { holdsCode } from './proof-code.js';
import { ProofRepository } from './proof.repository.js';

@Injectable()
export class ProofCheck {
  constructor(
    private readonly proofs: ProofRepository,
    private readonly connections: ConnectionRepository,
    private readonly audit: AuditService,
  ) {}

  /** In the caller's fenced transaction, after the profile is stored. */
  async check(tx: Tx, of: Owned, { bio }: Pick<NormalizedProfile, 'bio'>, readAt: Date): Promise<void> {
    const code = await this.proofs.wanted(tx, of, readAt);
    if (code === null) return;
    if (!holdsCode(bio, code)) return this.proofs.missed(tx, of, readAt);
    await this.proofs.verify(tx, of, readAt);
    await this.proofs.close(tx, of);
    const row = await this.connections.find(tx, of.agencyId, of.connectionId);
    if (!row) return;
    await this.audit.record(tx, of.agencyId, {
      actor: { kind: 'system', name: 'Rostrum' },
      origin: NO_ORIGIN,
      action: 'connection.verified',
      target: targetOf(row),
      fields: [{ field: 'verification', before: 'public', after: row.verification }],
      at: readAt,
    });
  }
}
