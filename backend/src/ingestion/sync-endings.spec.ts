import type { Subject } from '../connections/connection-sync.service.js';
import type { Listing } from './listing-plan.js';
import type { ListingEnd } from './listing-walk.js';
import type { PostsRead } from './posts-read.js';
import { aSubject } from './testing/a-subject.js';
import { endings, NOW, READ_AT } from './testing/standing-endings.js';

const MARKS = [READ_AT, null, null, null];
const UNLISTED: PostsRead = { outcome: 'ok', listing: null, missed: false, figuresReadAt: MARKS };

const succeeded = (read: Partial<PostsRead> = {}, given: Partial<Subject> = {}) =>
  endings.success(aSubject(given), { ...UNLISTED, ...read }, { startedAt: NOW, chance: 0.5 });
/** A list that was read from its first page to where the depth or the list ends. */
const whole = (end: Partial<ListingEnd> = {}, planned: Partial<Listing> = {}): PostsRead['listing'] => ({
  through: true,
  reached: null,
  coveredFrom: null,
  newestAt: null,
  count: 7,
  whole: true,
  burial: null,
  planned: { why: 'first', whole: true, downTo: null, from: null, count: 7, grown: null, by: 'MANUAL', ...planned },
  ...end,
});
const secondsTo = (date: Date | null) => ((date?.getTime() ?? 0) - NOW.getTime()) / 1_000;

describe('how a sync ends', () => {
  it('well: everything is fresh, nothing is left over, and it is due again within the hour', () => {
    const since = new Date('2026-01-01T00:00:00.000Z');
    const newestAt = new Date('2026-11-21T00:00:00.000Z');

    const ending = succeeded({ listing: whole({ coveredFrom: since, newestAt }) });

    expect(ending).toMatchObject({
      event: 'succeed',
      profile: { outcome: 'ok', code: null, succeededAt: NOW },
      posts: {
        outcome: 'ok',
        succeededAt: NOW,
        coveredFrom: since,
        newestAt,
        listed: { count: 7, at: NOW },
        relist: false,
      },
      figuresReadAt: MARKS,
      clearCursor: true,
      code: null,
      strikes: { count: 0, since: null },
      next: { attempt: 0, failures: 0, blockedUntil: null, cause: 'scheduled', lane: 1 },
    });
    expect(secondsTo(ending.next.nextSyncAt)).toBeGreaterThanOrEqual(45 * 60);
    expect(secondsTo(ending.next.nextSyncAt)).toBeLessThanOrEqual(55 * 60);
  });

  it.each([
    ['MANUAL', false, false],
    ['OAUTH', true, true],
    ['MANUAL', true, null],
    ['OAUTH', false, null],
  ] as const)('well, with a list read as %s, where consent was there at its beginning (%s)', (by, consented, said) => {
    expect(succeeded({ listing: whole({}, { by }) }, { consented }).posts).toMatchObject({ byConsent: said });
  });

  it('well, without the list read: the posts are as fresh, and what is known of the list stays', () => {
    const newestAt = new Date('2026-11-21T00:00:00.000Z');

    const { posts } = succeeded({}, { newestAt });

    expect(posts).toEqual({ outcome: 'ok', code: null, succeededAt: NOW, coveredFrom: null, newestAt });
  });

  it('well, with pages left: it goes on at once and behind everybody else, and keeps its place', () => {
    const ending = succeeded(
      { listing: whole({ through: false, whole: false, coveredFrom: READ_AT }) },
      { cause: 'first' },
    );

    expect(ending).toMatchObject({
      event: 'succeed',
      clearCursor: false,
      profile: { outcome: 'ok' },
      posts: { outcome: 'ok', coveredFrom: READ_AT },
      next: { nextSyncAt: NOW, cause: 'backfill', lane: 2 },
    });
    expect(ending.posts).not.toHaveProperty('listed');
    expect(ending.posts).not.toHaveProperty('relist');
  });

  it('well, with a post that is not shown any more: the list is wanted whole', () => {
    expect(succeeded({ missed: true }).posts).toMatchObject({ relist: true });
    expect(succeeded({ missed: true, listing: whole() }).posts).toMatchObject({ relist: true });
  });

  it('well, with the newest posts alone: how far back the others reach stays', () => {
    const { posts } = succeeded({
      listing: whole({ whole: false, coveredFrom: READ_AT }, { whole: false, why: 'more' }),
    });

    expect(posts).toMatchObject({ coveredFrom: null, listed: { count: 7, at: NOW } });
    expect(posts).not.toHaveProperty('relist');
  });

  it('together: all of a group are due at the same time, whenever each of them ended', () => {
    const dueFrom = (startedAt: Date) =>
      endings.success(aSubject(), UNLISTED, { startedAt, chance: 0.25 }).next.nextSyncAt?.getTime() ?? 0;

    expect(dueFrom(NOW) - dueFrom(READ_AT)).toBe(NOW.getTime() - READ_AT.getTime());
  });

  it('well, without any post: what has been looked at reaches until now', () => {
    expect(succeeded({ listing: whole() }).posts?.coveredFrom).toEqual(NOW);
  });

  it.each([
    ['not_granted', 'SCOPE_MISSING'],
    ['not_supported', null],
  ] as const)('well, with posts that are %s: no failure, and nothing is said to be read', (outcome, code) => {
    const ending = succeeded({ outcome });

    expect(ending).toMatchObject({ event: 'succeed', code: null, profile: { outcome: 'ok' } });
    expect(ending.posts).toEqual({ outcome, code, succeededAt: null, coveredFrom: null });
  });
});
