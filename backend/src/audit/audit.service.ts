/** Who did what to whom, written in the transaction of the deed itself: no deed without its record, no record without its deed. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import type { Tx } from '../core/database/database.service.js';
import type { AuditEntry, AuditValue, FieldChange } from './audit-entry.js';
import { AuditRepository } from './audit.repository.js';

export type { AuditActor, AuditEntry, AuditTarget, FieldChange, NotedActor } from './audit-entry.js';

@Injectable()
export class AuditService {
  constructor(
    private readonly repository: AuditRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes the change and its erasable detail with one statement, in the caller's transaction. Without an agency (what
   * happened before anybody was known) `tx` may come from `Database.outside`. Answers with the id of the change.
   */
  record(tx: Tx, agencyId: string | null, entry: AuditEntry): Promise<string> {
    return this.repository.insert(tx, agencyId, entry, entry.at ?? this.clock.now());
  }

  /** The same for many deeds of one moment, in their order, with one statement for all. */
  async recordAll(tx: Tx, agencyId: string, entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length > 0) await this.repository.insertAll(tx, agencyId, entries, this.clock.now());
  }

  /**
   * Forgets what the records of these targets say about a person: names and before → after. The pseudonymous changes and
   * their places in the chain stay. Call it in the transaction that deletes the targets, whose own record names nobody.
   */
  async eraseDetails(tx: Tx, targetIds: string | readonly string[]): Promise<void> {
    await this.repository.eraseDetails(tx, typeof targetIds === 'string' ? [targetIds] : targetIds);
  }
}

/** The named keys that differ; with `before` null, everything that was set at creation. */
export function diff<T extends object, K extends keyof T & string>(
  before: Pick<T, K> | null,
  after: Pick<T, K>,
  keys: readonly K[],
): FieldChange[] {
  return keys.flatMap((field) => {
    const old = before === null ? null : auditValue(before[field]);
    const now = auditValue(after[field]);
    if (JSON.stringify(old) === JSON.stringify(now)) return [];
    if (before === null && Array.isArray(now) && now.length === 0) return [];
    return [{ field, before: old, after: now }];
  });
}

function auditValue(value: unknown): AuditValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(String);
  return JSON.stringify(value);
}
