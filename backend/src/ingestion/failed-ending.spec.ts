import type { Subject } from '../connections/connection-sync.service.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import { aSubject } from './testing/a-subject.js';
import { endings, NOW, READ_AT } from './testing/standing-endings.js';

const AT = { at: NOW, chance: 0.5 };

const failed = (code: ConnectionCode, given: Partial<Subject> = {}, readAt: Date | null = null, retryAt?: Date) =>
  endings.failure(aSubject(given), new PlatformError(code, retryAt ? { retryAt } : {}), {
    ...AT,
    profileReadAt: readAt,
  });
const secondsTo = (date: Date | null) => ((date?.getTime() ?? 0) - NOW.getTime()) / 1_000;

describe('how a failed sync ends', () => {
  it('without consent: what is shown stays, nothing counts as failed, and nothing is due', () => {
    const { outcome, ending } = failed('AUTH_REVOKED', { attempt: 1, failures: 1 });

    expect(outcome).toBe('failed');
    expect(ending).toMatchObject({ event: 'fail', code: 'AUTH_REVOKED', next: { nextSyncAt: null, failures: 1 } });
    expect([ending.profile, ending.posts]).toEqual([undefined, undefined]);
  });

  it('with a try left: the products stay as they were, and so does the place in the posts', () => {
    const { outcome, ending } = failed('PLATFORM_UNAVAILABLE', { cause: 'first', attempt: 1, failures: 2 });

    expect(outcome).toBe('failed');
    expect(ending).toMatchObject({
      event: 'retry',
      clearCursor: false,
      code: 'PLATFORM_UNAVAILABLE',
      at: NOW,
      next: { attempt: 2, failures: 2, blockedUntil: null, cause: 'first', lane: 0 },
    });
    expect([ending.profile, ending.posts]).toEqual([undefined, undefined]);
  });

  it.each([
    ['first', 0],
    ['manual', 0],
    ['scheduled', 1],
    ['backfill', 2],
  ] as const)('waiting, a %s sync stays in lane %i', (cause, lane) => {
    expect(failed('SYNC_TIMEOUT', { cause }).ending.next).toMatchObject({ cause, lane });
  });

  it('waiting, what was added with many others does not come before those who wait', () => {
    expect(failed('SYNC_TIMEOUT', { cause: 'first', lane: 2 }).ending.next).toMatchObject({ cause: 'first', lane: 2 });
    expect(failed('RATE_LIMITED', { cause: 'first', lane: 2 }).ending.next).toMatchObject({ cause: 'first', lane: 2 });
  });

  it('with a try left and the profile read: the profile is fresh already', () => {
    const { ending } = failed('SYNC_TIMEOUT', {}, READ_AT);

    expect(ending).toMatchObject({ event: 'retry', profile: { outcome: 'ok', succeededAt: READ_AT } });
    expect(ending.posts).toBeUndefined();
  });

  it('held back by a limit: no attempt used, until the platform said', () => {
    const told = new Date(NOW.getTime() + 600_000);

    const { outcome, ending } = failed('RATE_LIMITED', { attempt: 2, strikes: 1, strikesSince: READ_AT }, null, told);

    expect(outcome).toBe('deferred');
    expect(ending).toMatchObject({ event: 'limit', clearCursor: false, strikes: { count: 1, since: READ_AT } });
    expect(ending.next).toMatchObject({ attempt: 2 });
    expect(ending.next.blockedUntil).toEqual(ending.next.nextSyncAt);
    expect(secondsTo(ending.next.blockedUntil)).toBeGreaterThanOrEqual(600);
  });

  it('held back by an outage that is known: no attempt used either, and no limit is shown', () => {
    const error = new PlatformError('PLATFORM_UNAVAILABLE', {
      held: 'outage',
      retryAt: new Date(NOW.getTime() + 30_000),
    });

    const { outcome, ending } = endings.failure(aSubject({ attempt: 1 }), error, { ...AT, profileReadAt: null });

    expect(outcome).toBe('deferred');
    expect(ending).toMatchObject({ event: 'outage', clearCursor: false, next: { attempt: 1, blockedUntil: null } });
    expect(secondsTo(ending.next.nextSyncAt)).toBeGreaterThanOrEqual(30);
  });

  it.each([
    ['while it only goes on in the background', 'backfill', READ_AT],
    ['before the profile, in the background', 'backfill', null],
    ['after the profile', 'scheduled', READ_AT],
  ] as const)('held back %s: the connection is read at its time all the same', (_, cause, readAt) => {
    const tomorrow = new Date(NOW.getTime() + 20 * 3_600_000);

    const { ending } = failed('QUOTA_EXHAUSTED', { cause }, readAt, tomorrow);

    expect(ending).toMatchObject({
      event: 'limit',
      clearCursor: false,
      next: { cause: 'scheduled', lane: 1, blockedUntil: null },
    });
    expect(secondsTo(ending.next.nextSyncAt)).toBeLessThanOrEqual(55 * 60);
  });

  it('not found, though it was there: a strike, and everything shown stays', () => {
    const { outcome, ending } = failed('PROFILE_NOT_FOUND', { strikes: 1, strikesSince: READ_AT });

    expect(outcome).toBe('failed');
    expect(ending).toMatchObject({
      event: 'succeed',
      code: 'PROFILE_NOT_FOUND',
      strikes: { count: 2, since: READ_AT },
      next: { attempt: 0, cause: 'scheduled' },
    });
    expect([ending.profile, ending.posts]).toEqual([undefined, undefined]);
  });

  it('spent before anything was read: the profile has failed, and healing begins', () => {
    const { outcome, ending } = failed('PLATFORM_UNAVAILABLE', { attempt: 3, failures: 1, outcome: 'never' });

    expect(outcome).toBe('failed');
    expect(ending).toMatchObject({
      event: 'fail',
      profile: { outcome: 'failed', code: 'PLATFORM_UNAVAILABLE', succeededAt: null },
      clearCursor: true,
      next: { attempt: 0, failures: 2, cause: 'heal', lane: 1 },
    });
    expect(ending.posts).toBeUndefined();
  });

  it('spent after the profile was read: only the posts have failed', () => {
    const { outcome, ending } = failed('PLATFORM_CONTRACT_CHANGED', {}, READ_AT);

    expect(outcome).toBe('partial');
    expect(ending).toMatchObject({
      event: 'fail',
      profile: { outcome: 'ok', code: null, succeededAt: READ_AT },
      posts: { outcome: 'failed', code: 'PLATFORM_CONTRACT_CHANGED', succeededAt: null, coveredFrom: null },
    });
  });
});
