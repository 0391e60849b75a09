/** The worker's end of one Bull queue: begins once Redis answers, takes what fits its definition, and stops in good time. */
import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Job, Queue } from 'bull';
import type { Redis } from 'ioredis';
import type { JobDefinition } from './job-definition.js';

/** As long as a worker's end waits for the queue's. */
const PAUSE_MS = 2_000;

/** What Bull has, and its types don't tell. */
interface Blocking {
  readonly bclientInitialized?: boolean;
  readonly bclient: Redis;
}

export class QueueConsumer {
  private readonly log = new Logger('Queue');
  private paused = false;

  constructor(private readonly queue: Queue) {}

  /** Begins once Redis answers, whenever that is. */
  process<P>(definition: JobDefinition<P>, concurrency: number, handle: (payload: P) => Promise<void>): void {
    const work = async (job: Job<unknown>) => handle(definition.payload.parse(job.data));
    ready(this.queue.client)
      .then(() => (this.paused ? undefined : this.queue.process(definition.name, concurrency, work)))
      .catch((error: unknown) => {
        if (!this.paused) this.log.error({ err: error, message: `No longer works off ${definition.name}` });
      });
  }

  /**
   * A connection that broke without a word leaves a worker deaf: the command that waits for jobs waits for ever. Whatever
   * waits on it fails, Bull asks again, and by then there is a new one. Where there is no such connection yet nothing happens.
   */
  renew(): void {
    const { bclientInitialized, bclient } = this.queue as unknown as Blocking;
    if (bclientInitialized && !this.paused) bclient.disconnect(true);
  }

  /** Stops taking jobs; resolves when those under way are done, or after a moment where Redis is away. Never rejects. */
  async pause(): Promise<void> {
    this.paused = true;
    await Promise.race([this.queue.pause(true).catch(() => undefined), delay(PAUSE_MS, undefined, { ref: false })]);
  }
}

/** Bull sets up its worker's connection without waiting, and what fails there is nobody's to catch: so wait before. */
function ready(client: Queue['client']): Promise<void> {
  if (client.status === 'ready') return Promise.resolve();
  return new Promise((resolve) => void client.once('ready', () => resolve()));
}
