/**
 * Transactions of the engine, on the driver itself: statements are prepared, and the beginning of a transaction goes out in
 * the same packet as its first statement. Repositories use them as they use Prisma's.
 */
import type { Pool, PoolClient } from 'pg';
import type { Prisma } from '../../generated/prisma/client.js';
import { run, told, withConnection } from './driver.js';
import type { Query } from './driver.js';
import type { StatementNames } from './statement-names.js';

/** Whom row security lets at which rows: one agency, or the worker across all of them. */
export interface Scope {
  readonly setting: 'app.agency_id' | 'app.worker';
  readonly value: string;
  /** True where a commit need not wait for the disk: what PostgreSQL forgets by ending that very moment is brought again. */
  readonly hasty?: boolean;
}

interface Statements {
  $queryRaw<T>(query: Query, ...values: unknown[]): Promise<T>;
  $executeRaw(query: Query, ...values: unknown[]): Promise<number>;
}

/** What the engine writes it finds by keys, nearly always in memory; PostgreSQL would read whole tables that are not large. */
const OPEN = `SELECT set_config($1, $2, true), set_config('statement_timeout', $3, true), set_config('idle_in_transaction_session_timeout', $3, true),
  set_config('random_page_cost', '1.1', true), set_config('enable_seqscan', 'off', true)`;
const OPEN_HASTY = `${OPEN}, set_config('synchronous_commit', 'off', true)`;

/** Plans are kept, and made anew for tables that have grown: one that was made for an empty table writes at a tenth of the speed. */
const PLANS_LAST_MS = 30_000;

/** PostgreSQL ends by itself what this process should have ended, and did not. */
const GRACE_MS = 1_000;

export class Writes {
  /** When the plans of a connection were last given up. */
  private readonly planned = new WeakMap<PoolClient, number>();

  /** The pool's clients must be pipelining. Nothing of a transaction outlives `boundMs`, neither here nor in PostgreSQL. */
  constructor(
    private readonly pool: Pool,
    private readonly names: StatementNames,
    private readonly boundMs: number,
  ) {}

  async transaction<T>(scope: Scope, work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
    const bound = new Bound(this.boundMs);
    try {
      return await withConnection(this.pool, (client) =>
        Promise.race([this.within(client, scope, bound, work), bound.passed]),
      );
    } finally {
      bound.end();
    }
  }

  private async within<T>(
    client: PoolClient,
    { setting, value, hasty = false }: Scope,
    bound: Bound,
    work: (tx: Prisma.TransactionClient) => Promise<T>,
  ): Promise<T> {
    const open = hasty ? { name: 'open hasty', text: OPEN_HASTY } : { name: 'open', text: OPEN };
    const begun = Promise.all([
      ...this.oldPlans(client),
      told(client.query('BEGIN')),
      told(client.query({ ...open, values: [setting, value, String(this.boundMs + GRACE_MS)] })),
    ]);
    begun.catch(() => undefined); // awaited below, unless the work fails first
    const result = await work(this.handle(client, bound));
    await begun;
    bound.assertOpen();
    const { command } = await told(client.query('COMMIT'));
    if (command !== 'COMMIT') throw new Error('A statement of this transaction failed, and so it was taken back');
    return result;
  }

  /** Goes along with the transaction that is next, when it is time. */
  private oldPlans(client: PoolClient): Promise<unknown>[] {
    const now = performance.now();
    const since = this.planned.get(client);
    if (since !== undefined && now - since <= PLANS_LAST_MS) return [];
    this.planned.set(client, now);
    return since === undefined ? [] : [told(client.query('DISCARD PLANS'))];
  }

  /** All that repositories use in a transaction of the engine; Prisma's models are not there. */
  private handle(client: PoolClient, bound: Bound): Prisma.TransactionClient {
    const send = (query: Query, values: unknown[]) => {
      bound.assertOpen(); // the connection may be another's by now
      return run(client, this.names.ofAll, query, values);
    };
    const statements: Statements = {
      $queryRaw: async <T>(query: Query, ...values: unknown[]) => (await send(query, values)).rows as T,
      $executeRaw: async (query, ...values) => (await send(query, values)).rowCount ?? 0,
    };
    return statements as unknown as Prisma.TransactionClient;
  }
}

/** The time that a transaction has. By hand: signals make an error with a stack for each transaction that ends well. */
class Bound {
  readonly passed: Promise<never>;
  private readonly timer: NodeJS.Timeout;
  private over: Error | null = null;

  constructor(ms: number) {
    let pass: (error: Error) => void = () => undefined;
    this.passed = new Promise((_, reject) => (pass = reject));
    this.passed.catch(() => undefined); // nobody may be waiting yet
    this.timer = setTimeout(() => {
      this.over = Object.assign(new Error(`The transaction took longer than ${ms} ms`), { code: 'ETIMEDOUT' });
      pass(this.over);
    }, ms);
  }

  assertOpen(): void {
    if (this.over) throw this.over;
  }

  /** Whatever comes late finds it over. */
  end(): void {
    clearTimeout(this.timer);
    this.over ??= OVER;
  }
}

const OVER = new Error('The transaction is over');
