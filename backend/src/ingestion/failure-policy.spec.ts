import { CONNECTION_CODES } from '../core/connection-codes.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import { decide } from './failure-policy.js';
import type { Circumstances, Verdict } from './failure-policy.js';

const NOW = new Date('2026-11-22T10:00:00Z');
const around = (over: Partial<Circumstances> = {}): Circumstances => ({
  now: NOW,
  cause: 'first',
  attempt: 0,
  failures: 0,
  outcome: 'never',
  strikes: 0,
  strikesSince: null,
  retrySeconds: [4, 16, 64],
  chance: 0.5,
  ...over,
});
const inSeconds = (verdict: Verdict) => ('at' in verdict ? verdict.at.getTime() - NOW.getTime() : NaN) / 1000;
const fail = (code: ConnectionCode, over: Partial<Circumstances> = {}, retryAt?: Date) =>
  decide({ code, retryAt }, around(over));

describe('what follows a failed sync', () => {
  it('what was not even tried, because the platform is known to be down, uses no attempt and comes back when told', () => {
    const retryAt = new Date(NOW.getTime() + 30_000);

    const verdict = decide(
      { code: 'PLATFORM_UNAVAILABLE', retryAt, held: 'outage' },
      around({ attempt: 3, cause: 'heal' }),
    );

    expect(verdict.kind).toBe('outage');
    expect(inSeconds(verdict)).toBeGreaterThanOrEqual(30);
    expect(inSeconds(verdict)).toBeLessThanOrEqual(36);
  });

  it.each([
    [0, 4],
    [1, 16],
    [2, 64],
  ])('a transient failure after %i retries is tried again in %i s', (attempt, seconds) => {
    const verdict = fail('PLATFORM_UNAVAILABLE', { attempt });
    expect(verdict.kind).toBe('retry');
    expect(inSeconds(verdict)).toBe(seconds);
  });

  it.each([
    [0, 0.8],
    [0.999999, 1.2],
  ])('chance %d spreads a pause by a fifth', (chance, factor) => {
    expect(inSeconds(fail('SYNC_TIMEOUT', { chance }))).toBeCloseTo(4 * factor, 2);
  });

  it.each([
    [0, 900],
    [1, 3600],
    [2, 21_600],
    [9, 21_600],
  ])('with all retries spent and %i failures before, it is looked at again in %i s', (failures, seconds) => {
    const verdict = fail('WORKER_LOST', { attempt: 3, failures });
    expect(verdict.kind).toBe('fail');
    expect(inSeconds(verdict)).toBe(seconds);
  });

  it('a healing read gets one try', () => {
    expect(fail('PLATFORM_UNAVAILABLE', { cause: 'heal', outcome: 'failed', failures: 1 }).kind).toBe('fail');
  });

  it('a limit waits until the platform said, and uses no attempt', () => {
    const verdict = fail('RATE_LIMITED', { chance: 0 }, new Date(NOW.getTime() + 20_000));
    expect(verdict.kind).toBe('defer');
    expect(inSeconds(verdict)).toBe(20);
  });

  it.each([
    ['nothing', undefined, 60],
    ['the past', new Date(NOW.getTime() - 5_000), 1],
    ['a year from now', new Date(NOW.getTime() + 365 * 86_400_000), 90_000],
  ])('a limit that names %s is clamped', (_, retryAt, seconds) => {
    expect(inSeconds(fail('QUOTA_EXHAUSTED', { chance: 0 }, retryAt))).toBe(seconds);
  });

  it('an account not found at first is an error at once', () => {
    expect(fail('PROFILE_NOT_FOUND').kind).toBe('fail');
  });

  it('an account that was there before is given three strikes over a day', () => {
    const known = { cause: 'scheduled', outcome: 'ok' } as const;
    const first = fail('PROFILE_NOT_FOUND', known);
    expect(first).toMatchObject({ kind: 'strike', count: 1, since: NOW });
    const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
    expect(fail('PROFILE_NOT_FOUND', { ...known, strikes: 2, strikesSince: hoursAgo(23) }).kind).toBe('strike');
    expect(fail('PROFILE_NOT_FOUND', { ...known, strikes: 1, strikesSince: hoursAgo(30) }).kind).toBe('strike');
    expect(fail('PROFILE_NOT_FOUND', { ...known, strikes: 2, strikesSince: hoursAgo(24) }).kind).toBe('fail');
  });

  it.each(Object.keys(CONNECTION_CODES) as ConnectionCode[])('%s has a verdict that fits its retry class', (code) => {
    const kinds = { no: 'fail', user: 'fail', operator: 'fail', auto: 'retry', 'when-told': 'defer' } as const;
    const ended = code === 'AUTH_RECONNECT_REQUIRED' || code === 'AUTH_REVOKED';
    expect(fail(code).kind).toBe(ended ? 'rest' : kinds[CONNECTION_CODES[code].retry]);
  });
});
