/** How often something may happen in a stretch of time: counted in Redis for all processes together, in memory while Redis is away. */
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { ThrottleRedis } from './throttle-redis.js';

export interface Limits {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

export interface Counted {
  /** All in this stretch, this one included. */
  readonly count: number;
  readonly within: boolean;
  /** Until the stretch ends. */
  readonly secondsLeft: number;
}

export class RateLimit {
  private readonly limiter: RateLimiterRedis;

  constructor(
    redis: ThrottleRedis,
    private readonly limits: Limits,
  ) {
    const options = { points: limits.points, duration: limits.seconds, keyPrefix: `rostrum:${limits.name}` };
    const insuranceLimiter = new RateLimiterMemory(options);
    this.limiter = new RateLimiterRedis({ ...options, storeClient: redis.client, insuranceLimiter });
  }

  async count(key: string, points = 1): Promise<Counted> {
    const result = await this.limiter.consume(key, points).catch((refusal: unknown) => {
      if (refusal instanceof RateLimiterRes) return refusal;
      throw refusal;
    });
    return {
      count: result.consumedPoints,
      within: result.consumedPoints <= this.limits.points,
      secondsLeft: Math.max(1, Math.ceil(result.msBeforeNext / 1000)),
    };
  }

  /** What was counted and not done after all. Of a stretch that has ended meanwhile nothing is left to give back. */
  async giveBack(key: string, points = 1): Promise<void> {
    const { consumedPoints } = await this.limiter.reward(key, points);
    if (consumedPoints < 0) await this.limiter.delete(key);
  }

  async forget(key: string): Promise<void> {
    await this.limiter.delete(key);
  }
}
