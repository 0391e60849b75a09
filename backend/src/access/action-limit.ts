/** Costly actions, counted per person or key: no one caller can use up what platforms let all of us ask. */
import { Injectable } from '@nestjs/common';
import { Config } from '../core/config/config.js';
import { ApiError } from '../core/errors.js';
import { actorId } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { RateLimit } from './rate-limit.js';
import { ThrottleRedis } from './throttle-redis.js';

@Injectable()
export class ActionLimit {
  private readonly perMinute: number;
  private readonly actions: RateLimit;

  constructor(redis: ThrottleRedis, config: Config) {
    this.perMinute = config.values.ACTIONS_PER_MINUTE;
    this.actions = new RateLimit(redis, { name: 'actions', points: this.perMinute, seconds: 60 });
  }

  /**
   * A 429 that says when, where these actions are too many; what is refused is not counted. One request for more than a
   * minute holds may use up a whole one, so that it can be done at all.
   */
  async pass(principal: Principal, wanted: number): Promise<void> {
    const actions = Math.min(wanted, this.perMinute);
    const key = actorId(principal);
    const { within, secondsLeft } = await this.actions.count(key, actions);
    if (within) return;
    // A minute that ends now needs nothing back, and the next one must not be given what it never took.
    if (secondsLeft > 1) await this.actions.giveBack(key, actions);
    throw new ApiError('TOO_MANY_REQUESTS', `You can ask for ${String(this.perMinute)} such actions in a minute.`, {
      action: `Go on in ${String(secondsLeft)} second${secondsLeft === 1 ? '' : 's'}.`,
      retryAfterSeconds: secondsLeft,
    });
  }
}
