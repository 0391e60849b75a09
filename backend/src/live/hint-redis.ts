/** How hints cross processes: published by whoever changes something, heard by every API. With Redis away they are lost. */
import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../core/config/config.js';
import type { AgencyHint } from '../core/events.js';
import { channelOf, decodeHint, encodeHint } from './hint.js';

@Injectable()
export class HintRedis implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger('Live');
  private readonly opened: Redis[] = [];
  private readonly speaker: Redis;
  private away = false;
  private closed = false;

  constructor(private readonly config: Config) {
    this.speaker = this.open('speaker');
  }

  async onModuleInit(): Promise<void> {
    // A failure is told by the error event, and the client goes on trying.
    await this.speaker.connect().catch(() => undefined);
  }

  /** Never throws and never waits: what Redis does not take at once is lost. */
  publish(hint: AgencyHint): void {
    const { speaker } = this;
    if (speaker.status === 'ready') speaker.publish(this.channel(speaker), encodeHint(hint)).catch(() => undefined);
  }

  /** Subscribes anew whenever Redis is back. */
  listen(heard: (hint: AgencyHint) => void): void {
    const listener = this.open('listener');
    listener.connect().catch(() => undefined);
    listener.on('ready', () => void listener.subscribe(this.channel(listener)).catch(() => this.again(listener)));
    listener.on('message', (_channel: string, message: string) => {
      const hint = decodeHint(message);
      if (hint) heard(hint);
    });
  }

  onApplicationShutdown(): void {
    this.closed = true;
    for (const redis of this.opened) redis.disconnect();
  }

  /** A connection on which nothing can be heard is none. */
  private again(listener: Redis): void {
    if (!this.closed) listener.disconnect(true);
  }

  private channel({ options }: Redis): string {
    return channelOf(options.db ?? 0);
  }

  private open(name: 'speaker' | 'listener'): Redis {
    const redis = new Redis(this.config.redisUrl.reveal(), {
      lazyConnect: true,
      connectionName: `rostrum-hints-${name}`,
      enableOfflineQueue: false,
      autoResubscribe: false,
      connectTimeout: 1_000,
      commandTimeout: 2_000,
      maxRetriesPerRequest: 0,
      retryStrategy: (times) => Math.min(times * 200, 2_000),
    });
    redis.on('error', () =>
      this.say(true, 'Redis is away: consoles hear of changes by their own polls until it is back'),
    );
    redis.on('ready', () => this.say(false, 'Redis is back: consoles hear of changes at once'));
    this.opened.push(redis);
    return redis;
  }

  private say(away: boolean, message: string): void {
    if (away !== this.away) this.log.warn(message);
    this.away = away;
  }
}
