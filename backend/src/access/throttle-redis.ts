/** A connection for what is counted alone: it answers at once or not at all, so that nobody's request hangs on Redis. */
import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../core/config/config.js';

@Injectable()
export class ThrottleRedis implements OnModuleInit, OnApplicationShutdown {
  readonly client: Redis;
  private readonly log = new Logger(ThrottleRedis.name);
  private away = false;

  constructor(config: Config) {
    this.client = new Redis(config.redisUrl.reveal(), {
      lazyConnect: true,
      enableOfflineQueue: false,
      connectTimeout: 1_000,
      commandTimeout: 500,
      maxRetriesPerRequest: 0,
      retryStrategy: (times) => Math.min(times * 200, 2_000),
    });
    this.client.on('error', () =>
      this.say(true, 'Redis is away: each process counts sign-ins and costly actions on its own until it is back'),
    );
    this.client.on('ready', () =>
      this.say(false, 'Redis is back: sign-ins and costly actions are counted for all processes together'),
    );
  }

  async onModuleInit(): Promise<void> {
    // A failure is told by the error event, and the client goes on trying.
    await this.client.connect().catch(() => undefined);
  }

  onApplicationShutdown(): void {
    this.client.disconnect();
  }

  private say(away: boolean, message: string): void {
    if (away !== this.away) this.log.warn(message);
    this.away = away;
  }
}
