/**
 * Proof of ownership without the platform's consent page: whoever can put our code into the bio owns the profile. Proof
 * belongs to the account, so it stays when the connection moves to another talent.
 */
import { Injectable } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import { conflict } from '../core/errors.js';
import type { Caller } from '../core/request-origin.js';
import { ConnectionDeeds } from './connection-deeds.service.js';
import type { ConnectionRow } from './connection-row.repository.js';
import { ConnectionSyncService } from './connection-sync.service.js';
import { newProofCode } from './proof-code.js';
import { ProofRepository } from './proof.repository.js';

const DAY_MS = 24 * 3600_000;

@Injectable()
export class ProofService {
  constructor(
    private readonly deeds: ConnectionDeeds,
    private readonly proofs: ProofRepository,
    private readonly sync: ConnectionSyncService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** A code for the bio; while one is open, the same again. */
  request(caller: Caller, id: string): Promise<ConnectionRow> {
    const of = { agencyId: caller.principal.agencyId, connectionId: id };
    return this.deeds.perform(caller, id, async (tx, row) => {
      refuseProof(row);
      const now = this.clock.now();
      if (row.proofExpiresAt !== null && row.proofExpiresAt > now) return null;
      const expiresAt = new Date(now.getTime() + this.config.values.PROOF_DAYS * DAY_MS);
      await this.proofs.open(tx, of, { code: newProofCode(), requestedAt: now, expiresAt });
      await this.sync.hasten(tx, of);
      const fields = [{ field: 'proofExpiresAt', before: null, after: expiresAt.toISOString() }];
      return { action: 'connection.proof_requested', fields };
    });
  }

  /** Withdrawing what is not there changes nothing. */
  withdraw(caller: Caller, id: string): Promise<ConnectionRow> {
    const of = { agencyId: caller.principal.agencyId, connectionId: id };
    return this.deeds.perform(caller, id, async (tx, { proofCode }) => {
      if (proofCode === null) return null;
      await this.proofs.close(tx, of);
      return { action: 'connection.proof_withdrawn' };
    });
  }
}

function refuseProof(row: ConnectionRow): void {
  if (row.control === 'archived')
    throw conflict('This profile is disconnected.', { action: 'Restore it first, then ask for proof.' });
  if (row.method !== 'MANUAL')
    throw conflict('The talent connected this profile with their own sign-in.', {
      action: 'There is nothing left to prove.',
    });
  if (row.verification !== 'public')
    throw conflict('This profile is proved to be the talent’s already.', { action: 'There is nothing left to prove.' });
}
