/** Answers kept for Idempotency-Key name people too; whoever erases a person erases them here. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import { IdempotencyRepository } from './idempotency.repository.js';

@Injectable()
export class StoredRepliesService {
  constructor(private readonly repository: IdempotencyRepository) {}

  /** Forgets every kept answer that speaks of one of these ids. Call it in the transaction that deletes them. */
  async forget(tx: Tx, agencyId: string, ids: readonly string[]): Promise<void> {
    await this.repository.forget(tx, agencyId, ids);
  }
}
