import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { AgencyHint, EventBus } from '../core/events.js';
import { GatheredHints } from './gathered-hints.js';
import { HintRedis } from './hint-redis.js';

/** From this process's news to every process's hints. */
@Injectable()
export class HintBridge implements OnModuleInit, OnApplicationShutdown {
  private readonly gathered: GatheredHints;

  constructor(
    private readonly events: EventBus,
    redis: HintRedis,
  ) {
    this.gathered = new GatheredHints((hint) => redis.publish(hint));
  }

  onModuleInit(): void {
    this.events.subscribe(AgencyHint, (hint) => this.gathered.add(hint));
  }

  onApplicationShutdown(): void {
    this.gathered.stop();
  }
}
