/** Forgetting people: what audit and the answers kept for Idempotency-Key say of them. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import type { Tx } from '../core/database/database.service.js';
import { IdempotencyRepository } from './idempotency.repository.js';

/** What a higher floor keeps about people, and how it forgets it. */
type Forgetting = (tx: Tx, agencyId: string, ids: readonly string[]) => Promise<void>;

@Injectable()
export class ErasureService {
  private readonly others: Forgetting[] = [];

  constructor(
    private readonly audit: AuditService,
    private readonly replies: IdempotencyRepository,
  ) {}

  /** From now on, `forget` does this, too. */
  alsoForget(forgetting: Forgetting): void {
    this.others.push(forgetting);
  }

  /**
   * Forgets every name and before → after recorded for these ids, and every kept answer that speaks of one. Call it in
   * the transaction that deletes them, talents before they are gone: elsewhere they may be known by name alone. The record
   * of the deletion itself comes after, and names nobody.
   */
  async forget(tx: Tx, agencyId: string, ids: readonly string[]): Promise<void> {
    await this.audit.eraseDetails(tx, ids);
    await this.replies.forget(tx, agencyId, ids);
    for (const forgetting of this.others) await forgetting(tx, agencyId, ids);
  }
}
