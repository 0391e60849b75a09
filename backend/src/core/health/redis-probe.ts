/** A connection to Redis for the health check alone: it fails fast where the queue's own ones wait. */
import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../config/config.js';

const LONGEST_PAUSE_MS = 2_000;

@Injectable()
export class RedisProbe implements OnApplicationShutdown {
  private readonly redis: Redis;

  constructor(config: Config) {
    this.redis = new Redis(config.redisUrl.reveal(), {
      lazyConnect: true,
      maxRetriesPerRequest: 0,
      enableReadyCheck: false,
      connectTimeout: 1_000,
      commandTimeout: 1_500,
      retryStrategy: (tries) => Math.min(tries * 200, LONGEST_PAUSE_MS),
    });
    this.redis.on('error', () => undefined); // the check's answer says it
  }

  /** Throws while Redis can't be reached. */
  async ping(): Promise<void> {
    await this.redis.ping();
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}
