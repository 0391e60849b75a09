/** Counts links that are opened or used, per address. Guessing one is hopeless; this keeps trying from being work for us. */
import { Injectable } from '@nestjs/common';
import { KeyedHash } from '../core/crypto/keyed-hash.js';
import { RateLimit } from './rate-limit.js';
import { networkOf } from './sign-in-throttle.js';
import { ThrottleRedis } from './throttle-redis.js';

const WINDOW_SECONDS = 15 * 60;
const PER_ADDRESS = 60;

@Injectable()
export class LinkThrottle {
  private readonly addresses: RateLimit;

  constructor(
    redis: ThrottleRedis,
    private readonly hash: KeyedHash,
  ) {
    this.addresses = new RateLimit(redis, { name: 'staff-link', points: PER_ADDRESS, seconds: WINDOW_SECONDS });
  }

  /** Seconds to wait; null when it may go on. */
  async count(address: string | null): Promise<number | null> {
    const { within, secondsLeft } = await this.addresses.count(this.hash.sign('address', networkOf(address)));
    return within ? null : secondsLeft;
  }
}
