/** The port to the transport. What it loses stays due in PostgreSQL; what it can't take at once it refuses. */
import { InjectQueue } from '@nestjs/bull';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bull';
import type { Lease } from '../connections/connection-sync.service.js';
import type { JobDefinition } from '../core/queue/job-definition.js';
import { QueueConsumer } from '../core/queue/queue-consumer.js';
import { DISPATCH_DUE, SYNC_CONNECTION, SYNC_QUEUE } from './jobs.js';
import type { SyncPayload } from './jobs.js';

export abstract class SyncQueue {
  /** Hands claimed syncs to whichever worker is free. Rejects within about a second where Redis is away. */
  abstract enqueue(leases: readonly Lease[]): Promise<void>;
  /** Asks a dispatcher to look at once. */
  abstract nudge(): Promise<void>;
  /** Claimed syncs that no worker has begun. */
  abstract waiting(): Promise<number>;
  /** Starts working off one kind of job. */
  abstract process<P>(definition: JobDefinition<P>, concurrency: number, handle: (payload: P) => Promise<void>): void;
  /** Stops taking jobs; resolves when those under way are done, or after a moment where Redis is away. Never rejects. */
  abstract pause(): Promise<void>;
}

const toPayload = ({ agencyId, connectionId, token }: Lease): SyncPayload => ({
  agencyId,
  connectionId,
  leaseToken: String(token),
});
export const toLease = ({ agencyId, connectionId, leaseToken }: SyncPayload): Lease => ({
  agencyId,
  connectionId,
  token: BigInt(leaseToken),
});

@Injectable()
export class BullSyncQueue extends SyncQueue {
  private readonly consumer: QueueConsumer;

  constructor(@InjectQueue(SYNC_QUEUE) private readonly queue: Queue) {
    super();
    this.consumer = new QueueConsumer(queue);
  }

  /** A new lease is a new job id, so that Bull's dedupe can never swallow a later generation. */
  async enqueue(leases: readonly Lease[]): Promise<void> {
    await this.queue.addBulk(
      leases.map((lease) => ({
        name: SYNC_CONNECTION.name,
        data: toPayload(lease),
        opts: { jobId: `${lease.connectionId}:${lease.token}` },
      })),
    );
  }

  async nudge(): Promise<void> {
    await this.queue.add(DISPATCH_DUE.name, {}, { lifo: true });
  }

  waiting(): Promise<number> {
    return this.queue.getWaitingCount();
  }

  process<P>(definition: JobDefinition<P>, concurrency: number, handle: (payload: P) => Promise<void>): void {
    this.consumer.process(definition, concurrency, handle);
  }

  pause(): Promise<void> {
    return this.consumer.pause();
  }
}
