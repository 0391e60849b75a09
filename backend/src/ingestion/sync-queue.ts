/** The port to the transport. What it loses stays due in PostgreSQL; what it can't take at once it refuses. */
import { InjectQueue } from '@nestjs/bull';
import { Injectable } from '@nestjs/common';
import type { Job, Queue } from 'bull';
import type { JobDefinition } from '../core/queue/job-definition.js';
import { QueueConsumer } from '../core/queue/queue-consumer.js';
import type { Group } from './groups.js';
import { DISPATCH_DUE, SYNC_GROUP, SYNC_QUEUE } from './jobs.js';
import type { GroupPayload } from './jobs.js';

export abstract class SyncQueue {
  /** Hands claimed groups to whichever worker is free. Rejects within about a second where Redis is away. */
  abstract enqueue(groups: readonly Group[]): Promise<void>;
  /** Asks a dispatcher to look at once. */
  abstract nudge(): Promise<void>;
  /** Jobs that no worker has begun. */
  abstract waiting(): Promise<number>;
  /** Takes up to `most` of the groups that wait out of the queue: they are the caller's to run. */
  abstract takeWaiting(most: number): Promise<readonly Group[]>;
  /** Starts working off one kind of job. */
  abstract process<P>(definition: JobDefinition<P>, concurrency: number, handle: (payload: P) => Promise<void>): void;
  /** Gives up the connection on which this worker waits for jobs, for a new one. */
  abstract renew(): void;
  /** Stops taking jobs; resolves when those under way are done, or after a moment where Redis is away. Never rejects. */
  abstract pause(): Promise<void>;
}

const toPayload = ({ platform, urgent, leases }: Group): GroupPayload => ({
  platform,
  urgent,
  leases: leases.map(({ agencyId, connectionId, token }) => ({ agencyId, connectionId, leaseToken: String(token) })),
});
export const toGroup = ({ platform, urgent, leases }: GroupPayload): Group => ({
  platform,
  urgent,
  leases: leases.map(({ agencyId, connectionId, leaseToken }) => ({
    agencyId,
    connectionId,
    token: BigInt(leaseToken),
  })),
});

@Injectable()
export class BullSyncQueue extends SyncQueue {
  private readonly consumer: QueueConsumer;

  constructor(@InjectQueue(SYNC_QUEUE) private readonly queue: Queue) {
    super();
    this.consumer = new QueueConsumer(queue);
  }

  /** A new lease is a new job id, so that Bull's dedupe can never swallow a later generation. Who is waited for goes first. */
  async enqueue(groups: readonly Group[]): Promise<void> {
    await this.queue.addBulk(
      groups.map((group) => ({
        name: SYNC_GROUP.name,
        data: toPayload(group),
        opts: { jobId: jobId(group), lifo: group.urgent },
      })),
    );
  }

  async nudge(): Promise<void> {
    await this.queue.add(DISPATCH_DUE.name, {}, { lifo: true });
  }

  waiting(): Promise<number> {
    return this.queue.getWaitingCount();
  }

  async takeWaiting(most: number): Promise<readonly Group[]> {
    const jobs: Job<unknown>[] = await this.queue.getWaiting(0, MOST_LOOKED_AT - 1);
    const taken: Group[] = [];
    for (const job of jobs) {
      if (taken.length === most) break;
      const group = job.name === SYNC_GROUP.name ? SYNC_GROUP.payload.safeParse(job.data).data : undefined;
      if ((await removed(job)) && group) taken.push(toGroup(group)); // whoever takes these looks for what is due anyway
    }
    return taken;
  }

  process<P>(definition: JobDefinition<P>, concurrency: number, handle: (payload: P) => Promise<void>): void {
    this.consumer.process(definition, concurrency, handle);
  }

  renew(): void {
    this.consumer.renew();
  }

  pause(): Promise<void> {
    return this.consumer.pause();
  }
}

/** Nudges stand among the groups. */
const MOST_LOOKED_AT = 200;

const jobId = ({ leases: [first] }: Group): string => (first ? `${first.connectionId}:${first.token}` : '');

/** False where somebody has begun it in this very moment. */
const removed = (job: Job<unknown>): Promise<boolean> =>
  job.remove().then(
    () => true,
    () => false,
  );
