/** One time for the database, the platforms and the workers, which stands while there is anything to do. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Rig } from './rig.ts';
import type { WorkerProcess } from './worker-process.ts';

const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 4;
const NUDGE_EVERY = 25;

/** Comes before PostgreSQL's own functions for the application's role, and for nobody else. */
const OWN_NOW = `
  CREATE SCHEMA bench_clock;
  CREATE TABLE bench_clock.instant (at timestamptz NOT NULL) WITH (fillfactor = 10);
  CREATE FUNCTION bench_clock.now() RETURNS timestamptz LANGUAGE plpgsql STABLE AS
    'BEGIN RETURN (SELECT at FROM bench_clock.instant); END';
  GRANT USAGE ON SCHEMA bench_clock TO rostrum_app;
  GRANT SELECT ON bench_clock.instant TO rostrum_app;
  ALTER ROLE rostrum_app SET search_path = bench_clock, pg_catalog, public;`;

const OPEN = `SELECT 1 FROM connection_sync WHERE next_sync_at <= $1 OR lease_owner IS NOT NULL LIMIT 1`;

export class DrivenClock {
  private readonly workers: WorkerProcess[] = [];
  private readonly rig: Rig;
  at: number;

  constructor(rig: Rig, at: number) {
    this.rig = rig;
    this.at = at;
  }

  /** Before any worker is there. */
  async begin(): Promise<void> {
    await this.rig.admin.query(OWN_NOW);
    await this.rig.admin.query('INSERT INTO bench_clock.instant VALUES ($1)', [new Date(this.at)]);
  }

  drive(worker: WorkerProcess): void {
    this.workers.push(worker);
  }

  /** Goes on by a step, and waits until nothing is due any more. */
  async advance(ms: number): Promise<void> {
    const { admin, network } = this.rig;
    this.at += ms;
    await admin.query('UPDATE bench_clock.instant SET at = $1', [new Date(this.at)]);
    await network.tell({ now: this.at });
    const end = performance.now() + PATIENCE_MS;
    for (let look = 0; performance.now() < end; look += 1) {
      if (look % NUDGE_EVERY === 0) for (const worker of this.workers) worker.send({ at: this.at });
      const open = await admin.query({ name: 'open', text: OPEN, values: [new Date(this.at)] });
      if (open.rowCount === 0) return;
      await delay(LOOK_EVERY_MS);
    }
    throw new Error(`What was due at ${new Date(this.at).toISOString()} was not read.`);
  }
}
