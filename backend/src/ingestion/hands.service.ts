/** How claimed groups come to be run: through the queue where it works, and directly where it does not. */
import { Injectable, Logger } from '@nestjs/common';
import type { Group } from './groups.js';
import { GroupReturns } from './group-returns.service.js';
import { Pace } from './pace.js';
import { QueueWatch } from './queue-watch.js';
import { SyncQueue } from './sync-queue.js';
import { SyncRunner } from './sync-runner.service.js';
import { workerName } from './worker-name.js';

@Injectable()
export class Hands {
  private readonly log = new Logger(Hands.name);
  private readonly owner = workerName();
  private readonly watch = new QueueWatch();
  private free: () => Promise<void> = () => Promise.resolve();

  constructor(
    private readonly queue: SyncQueue,
    private readonly runner: SyncRunner,
    private readonly returns: GroupReturns,
    private readonly pace: Pace,
  ) {}

  whenFree(then: () => Promise<void>): void {
    this.free = then;
  }

  async take(groups: readonly Group[]): Promise<void> {
    if (this.watch.deaf) return this.begin(groups);
    try {
      await this.queue.enqueue(groups);
    } catch (error) {
      this.log.warn({ err: error, message: 'The queue can’t be reached; syncs run without it' });
      this.begin(groups);
    }
  }

  /** A group that came through the queue. */
  async run(group: Group): Promise<void> {
    this.watch.took();
    const full = this.runner.busyOf(group.platform) >= this.pace.slotsOfPlatform && !group.urgent;
    if (full) await this.returns.giveBack(group);
    else await this.runner.occupy(group, this.owner);
    this.watch.took();
    void this.free(); // the slot is free; what comes next is not part of it
  }

  /**
   * Jobs wait, this worker is free, and yet nothing comes: its connection to the queue broke without a word. It gets another,
   * and until something comes through that, syncs run without the queue.
   */
  async look(): Promise<void> {
    const waiting = await this.queue.waiting().catch(() => 0);
    const slots = this.pace.slots - this.runner.busy;
    const standing = this.watch.look({ waiting, free: slots > 0, now: performance.now() });
    if (standing === 'hears') return;
    if (standing === 'falls deaf') {
      this.log.warn({ waiting, message: 'Jobs wait, and none comes; the queue’s connection is made anew' });
      this.queue.renew();
    }
    if (slots > 0) this.begin(await this.queue.takeWaiting(slots).catch(() => []));
  }

  /** What runs here comes to its end, and gives its leases back. */
  stop(): Promise<void> {
    return this.runner.stop();
  }

  /** Runs them here, without the queue. What was queued nonetheless finds its leases begun, and drops out. */
  begin(groups: readonly Group[]): void {
    for (const group of groups) {
      void this.runner.occupy(group, this.owner).then(() => this.free());
    }
  }
}
