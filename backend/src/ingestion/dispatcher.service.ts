/**
 * Claims what is due and hands it to the queue, each second and whenever somebody waits; finds leases that ran out.
 * One in every worker: they don't know of each other, the rows keep them apart.
 */
import { Injectable, Logger } from '@nestjs/common';
import { AlertService } from '../connections/alert.service.js';
import type { Claim, ClaimRoom, LostLease } from '../connections/connection-sync.service.js';
import { ConnectionSyncService } from '../connections/connection-sync.service.js';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import type { Tx } from '../core/database/database.service.js';
import { PlatformRegistry } from '../platforms/platform.registry.js';
import { SyncQueue } from './sync-queue.js';
import { SyncRunner } from './sync-runner.service.js';
import { SyncRunRepository } from './sync-run.repository.js';
import { workerName } from './worker-name.js';

/** How much a worker takes on, and what time it is. */
@Injectable()
export class Pace {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly platforms: PlatformRegistry,
  ) {}

  /** What is left of the worker's room, platform by platform. */
  rooms(left: number): ClaimRoom[] {
    const most = Math.min(left, this.config.values.SYNC_PLATFORM_CONCURRENCY);
    return this.platforms
      .list()
      .map(({ descriptor }) => ({ platform: descriptor.id, most, aheadSeconds: 0, multiple: 1 }));
  }

  get slots(): number {
    return this.config.values.SYNC_CONCURRENCY;
  }

  now(): Date {
    return this.clock.now();
  }
}

@Injectable()
export class Dispatcher {
  private readonly log = new Logger(Dispatcher.name);
  private readonly owner = workerName();
  private turn: Promise<void> = Promise.resolve();
  private upcoming: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly sync: ConnectionSyncService,
    private readonly queue: SyncQueue,
    private readonly runner: SyncRunner,
    private readonly runs: SyncRunRepository,
    private readonly pace: Pace,
    private readonly alerts: AlertService,
  ) {}

  /** Claims as much as workers can begin soon. One turn at a time, and at most one waiting for it; never rejects. */
  dispatch(): Promise<void> {
    this.upcoming ??= this.turn.then(() => {
      this.upcoming = null;
      return this.guarded(() => this.claimAndHandOver());
    });
    this.turn = this.upcoming;
    return this.turn;
  }

  /** A sync has ended: takes on more at once, if by now half of the slots are free. */
  async refill(): Promise<void> {
    if (this.runner.busy * 2 <= this.pace.slots) await this.dispatch();
  }

  /** Puts syncs of lost workers back; never rejects. */
  reconcile(): Promise<void> {
    return this.guarded(async () => {
      const lost = await this.sync.reconcile((tx, leases) => this.abandon(tx, leases));
      for (const lease of lost) {
        this.log.warn({
          connectionId: lease.connectionId,
          poisoned: lease.poisoned,
          message: 'A worker was lost during this sync',
        });
      }
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.turn;
  }

  private async abandon(tx: Tx, lost: readonly LostLease[]): Promise<void> {
    await this.runs.abandon(
      tx,
      lost.filter(({ begun }) => begun),
      this.pace.now(),
    );
    await this.alerts.raise(
      tx,
      lost.filter(({ poisoned }) => poisoned),
      'WORKER_LOST',
    );
  }

  private async claimAndHandOver(): Promise<void> {
    const room = this.pace.slots - this.runner.busy - (await this.queue.waiting().catch(() => 0));
    if (room <= 0) return;
    const claims = await this.sync.claim({ owner: this.owner, rooms: this.pace.rooms(room), heldBack: [] });
    if (claims.length === 0) return;
    await this.queue.enqueue(claims).catch((error: unknown) => this.runDirectly(claims, error));
  }

  /** The queue is away: these syncs run here. What was queued nonetheless finds its lease begun, and drops out. */
  private runDirectly(claims: readonly Claim[], error: unknown): void {
    this.log.warn({ err: error, message: 'The queue can’t be reached; syncs run without it' });
    for (const claim of claims) {
      const { connectionId } = claim;
      this.runner
        .run(claim, this.owner)
        .then(() => this.refill())
        .catch((err: unknown) => this.log.error({ err, connectionId, message: 'A sync failed in an unforeseen way' }));
    }
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    if (this.stopped) return;
    try {
      await work();
    } catch (error) {
      this.log.warn({ err: error, message: 'This turn failed; the next one tries again' });
    }
  }
}
