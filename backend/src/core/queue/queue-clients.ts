/**
 * The three connections that Bull opens. A command of the `client` connection ends after half a second, so that nobody
 * waits for a Redis that is away; the blocking and subscribing ones must never time out, or idle workers go deaf
 * (measured on Bull 4.16 with Redis 7: with a time-out on `bclient` a job added after 4 s idle was unprocessed at 9 s).
 */
import { Injectable, Logger, Module } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../config/config.js';

const COMMAND_MS = 500;
const RETRY_MS = 1_000;

export type BullClientType = 'client' | 'subscriber' | 'bclient';

/** Bull leaves connections that it did not make itself open when it closes, so whoever made them ends them. */
@Injectable()
export class QueueClients implements OnApplicationShutdown {
  private readonly log = new Logger('Queue');
  private readonly opened: Redis[] = [];

  constructor(private readonly config: Config) {}

  open(type: BullClientType): Redis {
    const shared = { retryStrategy: () => RETRY_MS, connectTimeout: 3_000, connectionName: `rostrum-${type}` };
    const own =
      type === 'client'
        ? { commandTimeout: COMMAND_MS, maxRetriesPerRequest: 1, enableReadyCheck: true }
        : { maxRetriesPerRequest: null, enableReadyCheck: false };
    const redis = new Redis(this.config.redisUrl.reveal(), { ...shared, ...own });
    redis.on('error', (error: Error) => this.log.warn(`Redis (${type}): ${error.message}`));
    this.opened.push(redis);
    return redis;
  }

  /** Comes after the queues' own end: this module lies below them. */
  onApplicationShutdown(): void {
    for (const redis of this.opened) redis.disconnect();
  }
}

@Module({ providers: [QueueClients], exports: [QueueClients] })
export class QueueClientsModule {}
