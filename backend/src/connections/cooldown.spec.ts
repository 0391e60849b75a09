import type { Config } from '../core/config/config.js';
import { ApiError } from '../core/errors.js';
import { Cooldown } from './cooldown.service.js';

const NOW = new Date('2026-11-22T10:00:00.000Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

const cooldownOf = (seconds: number) =>
  new Cooldown({ now: () => NOW }, { values: { SYNC_COOLDOWN_SECONDS: seconds } } as Config);

function refusalOf(work: () => unknown): ApiError {
  try {
    work();
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error('It was let through');
}

describe('the cool-down of a sync by hand', () => {
  it.each([
    ['the first', null],
    ['the one after it has passed', ago(60)],
    ['the one long after', ago(3600)],
  ])('lets %s through, and gives the moment to note', (_, askedAt) => {
    expect(cooldownOf(60).pass(askedAt)).toEqual(NOW);
  });

  it.each([
    [60, 0, 'You can sync it again in 60 seconds.', 60],
    [60, 59, 'You can sync it again in 1 second.', 1],
    [60, 59.999, 'You can sync it again in 1 second.', 1],
    [300, 0, 'You can sync it again in 5 minutes.', 300],
    [300, 1, 'You can sync it again in 5 minutes.', 299],
  ])('of %d seconds, asked for %d seconds ago', (seconds, since, action, retryAfterSeconds) => {
    const { code, details } = refusalOf(() => cooldownOf(seconds).pass(ago(since)));
    const until = new Date(ago(since).getTime() + seconds * 1000).toISOString();
    expect([code, details]).toEqual(['TOO_MANY_REQUESTS', { action, retryAfterSeconds, extra: { until } }]);
  });

  it('can be off', () => {
    expect(cooldownOf(0).pass(NOW)).toEqual(NOW);
  });
});
