/** The port to the transport. What it loses stays to be done in PostgreSQL. */
import { InjectQueue } from '@nestjs/bull';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bull';
import type { JobDefinition } from '../core/queue/job-definition.js';
import { QueueConsumer } from '../core/queue/queue-consumer.js';
import { IMPORT_QUEUE, RUN_IMPORTS } from './jobs.js';

export abstract class ImportQueue {
  /** Asks a worker to look at once. Rejects within about a second where Redis is away. */
  abstract nudge(): Promise<void>;
  /** Starts working off one kind of job. */
  abstract process<P>(definition: JobDefinition<P>, handle: (payload: P) => Promise<void>): void;
  /** Stops taking jobs. Never rejects. */
  abstract pause(): Promise<void>;
}

@Injectable()
export class BullImportQueue extends ImportQueue {
  private readonly consumer: QueueConsumer;

  constructor(@InjectQueue(IMPORT_QUEUE) private readonly queue: Queue) {
    super();
    this.consumer = new QueueConsumer(queue);
  }

  async nudge(): Promise<void> {
    await this.queue.add(RUN_IMPORTS.name, {});
  }

  process<P>(definition: JobDefinition<P>, handle: (payload: P) => Promise<void>): void {
    this.consumer.process(definition, 1, handle);
  }

  pause(): Promise<void> {
    return this.consumer.pause();
  }
}
