/** What was agreed to, and when it was taken back: append-only, with pseudonymous ids and a digest of the address. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import { KeyedHash } from '../../core/crypto/keyed-hash.js';
import type { Tx } from '../../core/database/database.service.js';
import { newId } from '../../core/database/ids.js';
import { ConsentRecordRepository } from './consent-record.repository.js';
import { TEXT_VERSION } from './consent-text.js';

export interface NewConsentRecord {
  readonly agencyId: string;
  readonly talentId: string;
  readonly connectionId: string;
  readonly platform: string;
  readonly kind: 'granted' | 'withdrawn';
  /** What was granted, or was until now. */
  readonly scopes: readonly string[];
  /** Which way it was said: by an invitation, signed in, by a fresh link, by staff, or at the platform itself. */
  readonly via: 'invitation' | 'account' | 'link' | 'staff' | 'platform';
  /** Of whoever said so; only a digest of it is kept. */
  readonly address: string | null;
}

@Injectable()
export class ConsentRecords {
  constructor(
    private readonly records: ConsentRecordRepository,
    private readonly hash: KeyedHash,
    private readonly clock: Clock,
  ) {}

  /** In the transaction of what it tells of. */
  async add(tx: Tx, { address, ...record }: NewConsentRecord): Promise<void> {
    const addressHash = address === null ? null : Buffer.from(this.hash.sign('address', address), 'base64url');
    await this.records.insert(tx, {
      ...record,
      id: newId(),
      textVersion: TEXT_VERSION,
      addressHash,
      at: this.clock.now(),
    });
  }
}
