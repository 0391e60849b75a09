/** One process' share of the budget, on the Redis and the database of the test file. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Config, processEnvironment, readConfig } from '../../../backend/src/core/config/config.js';
import { Database } from '../../../backend/src/core/database/database.service.js';
import { noteBreakers } from '../../../backend/src/platforms/breaker-notes.js';
import { SamplingCircuitBreaker } from '../../../backend/src/platforms/breaker.js';
import { BudgetLedgerRepository } from '../../../backend/src/platforms/budget-ledger.repository.js';
import { BudgetLedger } from '../../../backend/src/platforms/budget-ledger.service.js';
import { BudgetMemory } from '../../../backend/src/platforms/budget-memory.js';
import { BudgetRedis } from '../../../backend/src/platforms/budget-redis.js';
import { SharedBudget } from '../../../backend/src/platforms/budget-shared.js';
import { BudgetView } from '../../../backend/src/platforms/budget-view.service.js';
import type { CallDescription } from '../../../backend/src/platforms/budget.js';
import type { PlatformError } from '../../../backend/src/platforms/contract/platform-error.js';
import { LimitBook } from '../../../backend/src/platforms/limits-book.js';
import { PLATFORM_KEYS } from '../../../backend/src/platforms/platform.config.js';
import { ChosenSettings } from '../../../backend/src/platforms/testing/chosen-settings.js';
import { type SettableClock } from '../../../backend/src/platforms/testing/simulated-network.js';

export const call = (
  lane: CallDescription['lane'] = 'scheduled',
  more: Partial<CallDescription> = {},
): CallDescription => ({
  ...{ platform: 'x', credentialId: 'deployment:x', endpointClass: 'users', lane, units: 1, subject: null },
  ...more,
});

/** A machine that stands still for a moment is no Redis that is away: counts are exact. */
class PatientRedis extends BudgetRedis {
  protected override readonly patienceMs = 30_000;
}

export class BudgetProcess {
  private constructor(
    readonly budget: SharedBudget,
    readonly view: BudgetView,
    readonly breaker: SamplingCircuitBreaker,
    private readonly redis: BudgetRedis,
    private readonly ledger: BudgetLedger,
    private readonly database: Database,
  ) {}

  /** Ready when Redis has been reached, or cannot be. `Line`: as in production where a test is about its patience. */
  static async start(
    clock: SettableClock,
    limits: Readonly<Record<string, string>>,
    environment: Readonly<Record<string, string>> = {},
    Line: typeof BudgetRedis = PatientRedis,
  ): Promise<BudgetProcess> {
    const config: Config = readConfig({ ...processEnvironment(), ...environment }, PLATFORM_KEYS);
    const [memory, redis, database] = [new BudgetMemory(), new Line(config), new Database(config)];
    const ledger = new BudgetLedger(database, new BudgetLedgerRepository(), memory, clock);
    const book = new LimitBook(new ChosenSettings({}, limits));
    const budget = new SharedBudget(book, memory, redis, ledger, clock, config);
    const breaker = new SamplingCircuitBreaker(clock, noteBreakers(redis, clock));
    const view = new BudgetView(book, memory, redis, breaker, clock);
    await Promise.all([redis.onModuleInit(), database.onModuleInit()]);
    return new BudgetProcess(budget, view, breaker, redis, ledger, database);
  }

  refusal(which: CallDescription): Promise<PlatformError | null> {
    return this.budget.before(which).then(
      () => null,
      (error: unknown) => error as PlatformError,
    );
  }

  /** How many of so many calls, one after the other, were let through. */
  async passed(times: number, which: CallDescription): Promise<number> {
    let count = 0;
    for (let time = 0; time < times; time += 1) if ((await this.refusal(which)) === null) count += 1;
    return count;
  }

  /** As SIGTERM does: what was counted is written down. */
  async stop(): Promise<void> {
    await this.ledger.beforeApplicationShutdown();
    await this.kill();
  }

  /** As SIGKILL does. */
  async kill(): Promise<void> {
    this.redis.onApplicationShutdown();
    await pause(0);
    await this.database.onApplicationShutdown();
  }
}
