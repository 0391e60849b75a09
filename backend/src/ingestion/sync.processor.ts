/** The worker's end of the queue: binds each job to its handler, keeps the dispatcher going, and shuts down in order. */
import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { ConnectionRequested } from '../connections/connections.events.js';
import { EventBus } from '../core/events.js';
import { assertHandled } from '../core/queue/job-definition.js';
import type { JobDefinition } from '../core/queue/job-definition.js';
import { Dispatcher } from './dispatcher.service.js';
import { Hands } from './hands.service.js';
import { DISPATCH_DUE, JOBS, SYNC_GROUP } from './jobs.js';
import { Pace } from './pace.js';
import { SyncQueue, toGroup } from './sync-queue.js';
import { Upkeep } from './upkeep.service.js';

const DISPATCH_MS = 1_000;
const RECONCILE_MS = 2_000;
const UPKEEP_MS = 3_600_000;
/** Nudges cost a claim each: two at a time are plenty. */
const NUDGE_SLOTS = 2;

@Injectable()
export class SyncProcessor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly handled: string[] = [];

  constructor(
    private readonly queue: SyncQueue,
    private readonly dispatcher: Dispatcher,
    private readonly hands: Hands,
    private readonly upkeep: Upkeep,
    private readonly events: EventBus,
    private readonly pace: Pace,
  ) {}

  onApplicationBootstrap(): void {
    this.bind(SYNC_GROUP, this.pace.slots, (payload) => this.hands.run(toGroup(payload)));
    this.bind(DISPATCH_DUE, NUDGE_SLOTS, () => this.dispatcher.dispatch());
    assertHandled(JOBS, this.handled);
    this.events.subscribe(ConnectionRequested, () => this.dispatcher.dispatch());
    this.every(DISPATCH_MS, () => this.dispatcher.dispatch());
    this.every(DISPATCH_MS, () => this.hands.look());
    this.every(RECONCILE_MS, () => this.dispatcher.reconcile());
    this.every(UPKEEP_MS, () => this.upkeep.run());
    void this.upkeep.run();
  }

  /** Stop claiming and taking jobs, finish the page under way, give leases back; the connections close after this. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await this.dispatcher.stop();
    await Promise.all([this.queue.pause(), this.hands.stop()]);
  }

  private bind<P>(definition: JobDefinition<P>, concurrency: number, handle: (payload: P) => Promise<void>): void {
    this.queue.process(definition, concurrency, handle);
    this.handled.push(definition.name);
  }

  private every(ms: number, work: () => Promise<void>): void {
    this.timers.push(setInterval(() => void work(), ms));
  }
}
