/** Keeps what was used of the days' quotas through a restart of everything: written every few seconds, read at first use. */
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { Database } from '../core/database/database.service.js';
import { RecurringWork } from '../core/recurring-work.js';
import { BudgetLedgerRepository, type LedgerRow } from './budget-ledger.repository.js';
import { BudgetMemory } from './budget-memory.js';
import { allowanceOf, keyOf, unknownWindow, type WindowRule } from './budget-window.js';
import { scopeOf } from './limits.js';

const EVERY_MS = 3_000;
/** Where the ledger could not be read, it is tried again after so long. */
const AGAIN_MS = 30_000;
const KEPT_MS = 2 * 86_400_000;

/** Days of the app alone: there are few of them, and they are long. */
const isKept = (rule: WindowRule): boolean => rule.day !== null && scopeOf(rule.limit) === 'app';

@Injectable()
export class BudgetLedger extends RecurringWork {
  private readonly logger = new Logger('Budget');
  private readonly recalled = new Map<string, Promise<void>>();
  private readonly written = new Map<string, string>();
  private sweptAt = 0;

  constructor(
    private readonly database: Database,
    private readonly rows: BudgetLedgerRepository,
    private readonly memory: BudgetMemory,
    private readonly clock: Clock,
  ) {
    super(EVERY_MS, 'What is used of the day’s quotas could not be written down');
  }

  /** Resolves when this process knows of these windows what was written down by any. Never rejects. */
  async recall(rules: readonly WindowRule[]): Promise<void> {
    for (const rule of rules.filter(isKept)) {
      const reading = this.recalled.get(rule.key) ?? this.read(rule);
      this.recalled.set(rule.key, reading);
      await reading;
    }
  }

  override async beforeApplicationShutdown(): Promise<void> {
    await super.beforeApplicationShutdown();
    await this.turn().catch((error: unknown) =>
      this.logger.warn(error, 'The last calls of the day’s quotas are not noted'),
    );
  }

  protected async turn(): Promise<void> {
    const now = this.clock.now();
    const rows = this.changed(now);
    const sweep = now.getTime() - this.sweptAt > KEPT_MS / 48;
    if (rows.length === 0) return;
    await this.database.writeAsWorker(async (tx) => {
      await this.rows.write(tx, rows, now);
      if (sweep) await this.rows.sweep(tx, new Date(now.getTime() - KEPT_MS));
    });
    if (sweep) this.sweptAt = now.getTime();
    for (const row of rows) this.written.set(row.key, imageOf(row));
  }

  private changed(now: Date): LedgerRow[] {
    return this.memory.list(now.getTime()).flatMap(({ rule, state }) => {
      if (!isKept(rule) || state.until === 0) return [];
      const place = placeOf(rule);
      const row = {
        ...place,
        key: `${rule.key}|${this.memory.me}`,
        windowStart: new Date(state.since),
        windowEnd: new Date(state.until),
        used: this.memory.own(state),
        allowance: allowanceOf(rule, state),
        heldUntil: heldUntil(this.memory.hold(`${keyOf(place)}:hold`).until, now),
      };
      const same = this.written.get(row.key) === imageOf(row);
      return same || (row.used === 0 && row.heldUntil === null) ? [] : [row];
    });
  }

  private async read(rule: WindowRule): Promise<void> {
    const now = this.clock.now();
    try {
      const found = await this.database.writeAsWorker((tx) => this.rows.find(tx, placeOf(rule), now));
      for (const row of found) if (row.key.startsWith(`${rule.key}|`)) this.learn(rule, row, now.getTime());
    } catch (error) {
      this.logger.warn(error, 'What is used of the day’s quotas could not be read; it will be tried again');
      setTimeout(() => this.recalled.delete(rule.key), AGAIN_MS).unref();
    }
  }

  private learn(rule: WindowRule, row: LedgerRow, now: number): void {
    const [since, until] = [row.windowStart.getTime(), row.windowEnd.getTime()];
    const cell = `${row.key.slice(rule.key.length + 1)}@${since}`;
    this.memory.learn(rule, { ...unknownWindow(), since, until, cells: new Map([[cell, row.used]]) }, now);
    const held = row.heldUntil?.getTime() ?? 0;
    this.memory.setHold(`${keyOf(row)}:hold`, { until: held, code: 'QUOTA_EXHAUSTED' }, now);
  }
}

const placeOf = ({ platform, credentialId, limit: { endpointClass } }: WindowRule) => ({
  platform,
  credentialId,
  endpointClass,
});

const heldUntil = (until: number, now: Date): Date | null => (until > now.getTime() ? new Date(until) : null);

const imageOf = ({ windowStart, used, allowance, heldUntil: held }: LedgerRow): string =>
  [windowStart.getTime(), used, allowance, held?.getTime() ?? 0].join();
