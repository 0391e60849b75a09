/** The one way to PostgreSQL. Every piece of work says for whom it is done; row security holds it to that. */
import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../../generated/prisma/client.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { Config } from '../config/config.js';
import { isCrossed } from './database-errors.js';
import { Reads } from './reads.js';
import type { Reader } from './reads.js';
import { StatementNames } from './statement-names.js';
import { Writes } from './writes.js';

export type { Reader } from './reads.js';

/** A transaction. Only repositories know what it can do; services pass it on. */
export type Tx = Prisma.TransactionClient;

const CONNECT_MS = 3_000;
const WAIT_MS = 3_000;
const TRANSACTION_MS = 15_000;
const GOES = 3;

@Injectable()
export class Database implements OnApplicationShutdown, OnModuleInit {
  private readonly client: PrismaClient;
  private readonly pool: pg.Pool;
  private readonly reads: Reads;
  private readonly writes: Writes;

  constructor(config: Config) {
    this.pool = new pg.Pool({
      connectionString: config.databaseUrl.reveal(),
      max: config.values.DATABASE_POOL_SIZE,
      connectionTimeoutMillis: CONNECT_MS,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
      pipeline: true,
      application_name: 'rostrum',
    });
    this.pool.on('error', () => undefined); // an idle connection that breaks is replaced when one is needed
    const names = new StatementNames();
    this.reads = new Reads(this.pool, names);
    this.writes = new Writes(this.pool, names, TRANSACTION_MS);
    this.client = new PrismaClient({ adapter: new PrismaPg(this.pool), errorFormat: 'minimal' });
  }

  /** Makes the engine ready, so that no first transaction spends its waiting time on that. Whether PostgreSQL is there shows later. */
  async onModuleInit(): Promise<void> {
    await this.client.$connect().catch(() => undefined);
  }

  /** Work for one agency: it sees and writes that agency's rows alone. */
  inAgency<T>(agencyId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transaction(async (tx) => {
      await tx.$queryRaw`SELECT set_config('app.agency_id', ${agencyId}, true)`;
      return work(tx);
    });
  }

  /** Work before an agency is known: nothing but the look-up functions answers. */
  outside<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return work(this.client);
  }

  /** Like `inAgency`, for reads that many wait for: faster, and refused where they would write. */
  readInAgency<T>(agencyId: string, work: (reader: Reader) => Promise<T>): Promise<T> {
    return this.reads.inAgency(agencyId, work);
  }

  /** Like `outside`, for look-ups of every request. */
  readOutside<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    return this.reads.outside(work);
  }

  /** Work across agencies, by the one policy made for it: claiming, reconciling, chaining. */
  asWorker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transaction(async (tx) => {
      await tx.$queryRaw`SELECT set_config('app.worker', 'on', true)`;
      return work(tx);
    });
  }

  /**
   * Like `inAgency`, for what syncs bring, which is much: faster, and with statements alone, without Prisma's models. If PostgreSQL
   * dies within half a second, it may be as if the transaction, and all such ones after it, had not been: the lease was still
   * out, and the sync is done again. Nothing that is committed otherwise is lost, nor anything that came before that.
   */
  writeInAgency<T>(agencyId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return again(() => this.writes.transaction({ setting: 'app.agency_id', value: agencyId, hasty: true }, work));
  }

  /** Like `asWorker`, for the engine's many writes. What it commits stays: a lease that was forgotten might be given out twice. */
  writeAsWorker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return again(() => this.writes.transaction({ setting: 'app.worker', value: 'on' }, work));
  }

  /** Like `asWorker`, for whoever gives tokens back that no agency can open any more. */
  asRevoker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.asWorker(async (tx) => {
      await tx.$queryRaw`SELECT set_config('app.revoker', 'on', true)`;
      return work(tx);
    });
  }

  /** Throws while the server can't be reached. */
  async ping(): Promise<void> {
    await this.client.$queryRaw`SELECT 1`;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.client.$disconnect();
    await this.pool.end();
  }

  private transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return again(() => this.client.$transaction(work, { maxWait: WAIT_MS, timeout: TRANSACTION_MS }));
  }
}

/**
 * What crossed with other work was taken back as a whole, and is done again. Locks have an order; yet PostgreSQL itself
 * holds a row's parent where a transaction writes the row twice, after those who began at the parent.
 */
async function again<T>(transaction: () => Promise<T>, goes = GOES): Promise<T> {
  try {
    return await transaction();
  } catch (error) {
    if (goes <= 1 || !isCrossed(error)) throw error;
    return again(transaction, goes - 1);
  }
}
