import { Module } from '@nestjs/common';
import { HintBridge } from './hint-bridge.js';
import { HintRedis } from './hint-redis.js';

/** What every process has that changes something: its news become hints. */
@Module({ providers: [HintBridge, HintRedis], exports: [HintRedis] })
export class HintsModule {}
