/** How soon a sync by hand may follow another. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import { ApiError } from '../core/errors.js';
import { allowedAt } from './connection-answers.js';

@Injectable()
export class Cooldown {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** The moment to note, or a 429 that says when. The caller has locked the connection. */
  pass(askedAt: Date | null): Date {
    const now = this.clock.now();
    const until = allowedAt(askedAt, { now, cooldownSeconds: this.config.values.SYNC_COOLDOWN_SECONDS });
    if (until === null) return now;
    const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
    throw new ApiError('TOO_MANY_REQUESTS', 'This profile was synced by hand just now.', {
      action: `You can sync it again in ${inWords(seconds)}.`,
      retryAfterSeconds: seconds,
      extra: { until: until.toISOString() },
    });
  }
}

/** Whole minutes round up, so that nobody comes back too early. */
function inWords(seconds: number): string {
  const [amount, unit] = seconds < 90 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return `${String(amount)} ${unit}${amount === 1 ? '' : 's'}`;
}
