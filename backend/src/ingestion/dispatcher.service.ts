/**
 * Claims what is due and hands it to the queue in groups, each second and whenever somebody waits; finds leases that ran out.
 * One in every worker: they don't know of each other, the rows keep them apart.
 */
import { Injectable, Logger } from '@nestjs/common';
import { AlertService } from '../connections/alert.service.js';
import type { LostLease } from '../connections/connection-sync.service.js';
import { ConnectionSyncService } from '../connections/connection-sync.service.js';
import { Clock } from '../core/clock.js';
import type { Tx } from '../core/database/database.service.js';
import { Claimer } from './claimer.service.js';
import { Hands } from './hands.service.js';
import { SyncRunRepository } from './sync-run.repository.js';

@Injectable()
export class Dispatcher {
  private readonly log = new Logger(Dispatcher.name);
  private turn: Promise<void> = Promise.resolve();
  private upcoming: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly sync: ConnectionSyncService,
    private readonly claimer: Claimer,
    private readonly hands: Hands,
    private readonly runs: SyncRunRepository,
    private readonly alerts: AlertService,
    private readonly clock: Clock,
  ) {
    hands.whenFree(() => this.refill());
  }

  /** Claims as much as workers can begin soon. One turn at a time, and at most one waiting for it; never rejects. */
  dispatch(): Promise<void> {
    this.upcoming ??= this.turn.then(() => {
      this.upcoming = null;
      return this.guarded(() => this.claim());
    });
    this.turn = this.upcoming;
    return this.turn;
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

  private async claim(): Promise<void> {
    const all = await this.claimer.claim((groups) => this.hands.take(groups));
    if (!all && !this.stopped) await this.claimer.claimUrgent(this.hands);
  }

  /** A group has ended: takes on more at once, if by now half of the slots are free. */
  private async refill(): Promise<void> {
    if (this.claimer.halfFree) await this.dispatch();
  }

  private async abandon(tx: Tx, lost: readonly LostLease[]): Promise<void> {
    await this.runs.abandon(
      tx,
      lost.filter(({ begun }) => begun),
      this.clock.now(),
    );
    await this.alerts.raise(
      tx,
      lost.filter(({ poisoned }) => poisoned),
      'WORKER_LOST',
    );
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
