/** The budget of a process that has neither Redis nor a ledger, with the limits that a test chooses. */
import type { Clock } from '../../core/clock.js';
import { Config } from '../../core/config/config.js';
import type { CoreValues } from '../../core/config/config.schema.js';
import type { BudgetLedger } from '../budget-ledger.service.js';
import { BudgetMemory } from '../budget-memory.js';
import type { BudgetRedis } from '../budget-redis.js';
import { SharedBudget } from '../budget-shared.js';
import { FairReserve } from '../fair-reserve.js';
import { LimitBook } from '../limits-book.js';
import { ChosenSettings } from './chosen-settings.js';

const SHARES = { BUDGET_SLOW_PERCENT: 80, BUDGET_STOP_PERCENT: 95 } as CoreValues;

export interface BudgetSurroundings {
  readonly redis?: Pick<BudgetRedis, 'run'>;
  readonly ledger?: Pick<BudgetLedger, 'recall'>;
  readonly memory?: BudgetMemory;
  /** By key: `{ X_LIMITS: 'users=3/60' }`. */
  readonly limits?: Readonly<Record<string, string>>;
}

export function aBudget(clock: Clock, surroundings: BudgetSurroundings = {}): SharedBudget {
  const { redis, ledger, memory = new BudgetMemory(), limits = {} } = surroundings;
  return new SharedBudget(
    aBook(limits),
    memory,
    (redis ?? { run: () => Promise.resolve(null) }) as BudgetRedis,
    (ledger ?? { recall: () => Promise.resolve() }) as BudgetLedger,
    clock,
    aConfig(),
  );
}

/** The part that each agency has of what is left, by what the budget of the same memory has counted. */
export function aReserve(clock: Clock, memory: BudgetMemory, limits: BudgetSurroundings['limits'] = {}): FairReserve {
  return new FairReserve(aBook(limits), memory, clock, aConfig());
}

export const aBook = (limits: Readonly<Record<string, string>>): LimitBook =>
  new LimitBook(new ChosenSettings({}, limits));

const aConfig = (): Config => new Config({ ...SHARES, DATABASE_URL: '', REDIS_URL: '', APP_SECRET: '' }, {});
