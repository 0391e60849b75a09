import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/database.service.js';

export interface ConsentRecordRow {
  readonly id: string;
  readonly agencyId: string;
  readonly talentId: string;
  readonly connectionId: string;
  readonly platform: string;
  readonly kind: string;
  readonly scopes: readonly string[];
  readonly textVersion: string;
  readonly via: string;
  readonly addressHash: Buffer | null;
  readonly at: Date;
}

/** Rows are added and read; the database refuses anything else. */
@Injectable()
export class ConsentRecordRepository {
  async insert(tx: Tx, { scopes, addressHash, ...row }: ConsentRecordRow): Promise<void> {
    await tx.consentRecord.create({
      data: { ...row, scopes: [...scopes], addressHash: addressHash && new Uint8Array(addressHash) },
    });
  }
}
