/** One sync from its claim to its end: read the profile, list the posts page by page, store each page under the lease. */
import { Injectable, Logger } from '@nestjs/common';
import type { Ending, Subject } from '../connections/connection-sync.service.js';
import { ConnectionSyncService } from '../connections/connection-sync.service.js';
import { LeaseLost } from '../connections/connection-sync.service.js';
import type { Lease } from '../connections/connection-sync.service.js';
import { Database } from '../core/database/database.service.js';
import { LogContext } from '../core/logging/log-context.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import { AccountReader } from './account-reader.service.js';
import type { Reading } from './account-reader.service.js';
import { Heartbeat } from './heartbeat.js';
import { SyncEndings } from './sync-endings.service.js';
import { SyncRunRepository } from './sync-run.repository.js';
import type { RunOutcome, RunTally } from './sync-run.repository.js';

const newTally = (): RunTally => ({ calls: 0, pages: 0, postsSeen: 0, postsNew: 0, postsChanged: 0 });

@Injectable()
export class SyncRunner {
  private readonly log = new Logger(SyncRunner.name);
  private readonly running = new Set<Heartbeat>();
  private stopping = false;

  constructor(
    private readonly sync: ConnectionSyncService,
    private readonly runs: SyncRunRepository,
    private readonly reader: AccountReader,
    private readonly endings: SyncEndings,
    private readonly logs: LogContext,
    private readonly database: Database,
  ) {}

  get busy(): number {
    return this.running.size;
  }

  /** Never rejects for what a platform does; a stale claim is dropped without a trace. */
  run(lease: Lease, owner: string): Promise<void> {
    return this.logs.run({ connectionId: lease.connectionId }, () => this.kept(lease, owner));
  }

  /** At shutdown: stop after the page under way, and give the leases back. */
  async stop(): Promise<void> {
    this.stopping = true;
    const ended = [...this.running].map((heartbeat) => heartbeat.ended);
    for (const heartbeat of this.running) heartbeat.interrupt();
    await Promise.all(ended);
  }

  private async kept(lease: Lease, owner: string): Promise<void> {
    const heartbeat = new Heartbeat(() => this.renew(lease), this.endings.renewMs);
    this.running.add(heartbeat);
    if (this.stopping) heartbeat.interrupt();
    try {
      const subject = await this.begin(lease, owner);
      if (subject) await this.work(lease, subject, heartbeat);
    } finally {
      this.running.delete(heartbeat);
      heartbeat.stop();
    }
  }

  private async renew(lease: Lease): Promise<boolean> {
    return (await this.sync.renewMany([lease])).has(lease.connectionId);
  }

  private async begin(lease: Lease, owner: string): Promise<Subject | null> {
    const [begun] = await this.sync.beginMany([lease], owner, async (tx, all) => {
      for (const { subject } of all) await this.runs.open(tx, lease, { ...subject, startedAt: this.endings.now() });
    });
    return begun?.subject ?? null;
  }

  private async work(lease: Lease, subject: Subject, heartbeat: Heartbeat): Promise<void> {
    const tally = newTally();
    const reading: Reading = { lease, subject, tally, signal: heartbeat.signal, profileReadAt: null };
    try {
      await this.readAndEnd(reading, heartbeat);
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
      await this.drop(lease, tally);
    }
  }

  private async readAndEnd(reading: Reading, heartbeat: Heartbeat): Promise<void> {
    const { lease, tally } = reading;
    try {
      const posts = await this.reader.read(reading);
      await this.end(lease, tally, 'ok', this.endings.success(posts));
    } catch (error) {
      if (error instanceof LeaseLost) throw error;
      await (heartbeat.interrupted ? this.giveBack(lease, tally) : this.fail(reading, error));
    }
  }

  private async fail({ lease, subject, tally, profileReadAt }: Reading, error: unknown): Promise<void> {
    const failure = error instanceof PlatformError ? error : new PlatformError('SYNC_INTERNAL', { cause: error });
    const level = failure.code === 'SYNC_INTERNAL' ? 'error' : 'warn';
    this.log[level]({
      message: 'The sync failed',
      code: failure.code,
      note: failure.note,
      err: failure.code === 'SYNC_INTERNAL' ? failure.cause : undefined,
    });
    const { outcome, ending } = this.endings.failure(subject, failure, profileReadAt);
    await this.end(lease, tally, outcome, ending);
  }

  private async end(lease: Lease, tally: RunTally, outcome: RunOutcome, ending: Ending): Promise<void> {
    await this.sync.fenced(lease, async (tx, row) => {
      await this.runs.close(tx, lease, { outcome, code: ending.code, finishedAt: ending.at, tally });
      const requestAgain = row.requestSeq > row.claimedSeq;
      await this.sync.endMany(tx, [{ lease, ending: { ...ending, requestAgain } }]);
      await this.endings.tell(tx, lease, ending);
    });
  }

  private async giveBack(lease: Lease, tally: RunTally): Promise<void> {
    const at = this.endings.now();
    await this.sync.fenced(lease, async (tx, row) => {
      await this.runs.close(tx, lease, { outcome: 'aborted', code: null, finishedAt: at, tally });
      await this.sync.releaseMany(tx, [{ lease, row }]);
    });
  }

  /** Somebody else holds the sync by now, or its connection is gone: only this run's own record is still ours to close. */
  private async drop(lease: Lease, tally: RunTally): Promise<void> {
    this.log.warn('The lease was lost; nothing more is written');
    const end = { outcome: 'aborted', code: null, finishedAt: this.endings.now(), tally } as const;
    await this.database.inAgency(lease.agencyId, (tx) => this.runs.close(tx, lease, end));
  }
}
