/** Counts what strangers do at doors that are open to all, for all processes together; in memory while Redis is away. */
import { Injectable } from '@nestjs/common';
import { KeyedHash } from '../core/crypto/keyed-hash.js';
import { tooMany } from '../core/errors.js';
import { RateLimit } from './rate-limit.js';
import { networkOf } from './sign-in-throttle.js';
import { ThrottleRedis } from './throttle-redis.js';

export interface DoorLimits {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

/** True while it is within the limit. */
export type Door = (key: string) => Promise<boolean>;

@Injectable()
export class PublicThrottle {
  constructor(
    private readonly redis: ThrottleRedis,
    private readonly hash: KeyedHash,
  ) {}

  /** By whatever names somebody: throws a 429 with these words where it is too much. */
  door(limits: DoorLimits, words: string): (key: string) => Promise<void> {
    const limit = new RateLimit(this.redis, limits);
    return async (key) => {
      const { within, secondsLeft } = await limit.count(key);
      if (!within) throw tooMany(words, secondsLeft);
    };
  }

  /** Tells instead of throwing: for what goes on without a trace then. */
  quietDoor(limits: DoorLimits): Door {
    const limit = new RateLimit(this.redis, limits);
    return async (key) => (await limit.count(key)).within;
  }

  /** A key for an address: Redis keeps digests, and a household is one. */
  keyOf(address: string | null): string {
    return this.hash.sign('address', networkOf(address));
  }
}
