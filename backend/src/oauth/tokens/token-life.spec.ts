import type { ConnectionCode } from '../../core/connection-codes.js';
import { CONNECTION_CODES } from '../../core/connection-codes.js';
import { afterFailure, canRefresh, endOf, endStandingOf, standingOf } from './token-life.js';
import type { TokenRules } from './token-life.js';

const NOW = new Date('2026-11-23T12:00:00.000Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const inMs = (ms: number): Date => new Date(NOW.getTime() + ms);

const rules = (refresh: TokenRules['refresh'], given: Partial<TokenRules> = {}): TokenRules => ({
  refresh,
  marginSeconds: 600,
  assumedSeconds: 3600,
  ...given,
});
const aToken = (given: object = {}) => ({
  issuedAt: inMs(-HOUR),
  expiresAt: inMs(HOUR),
  refreshExpiresAt: null,
  consentExpiresAt: null,
  nextTryAt: null,
  code: null as ConnectionCode | null,
  refreshToken: 'sealed' as unknown,
  warnedDays: null as number | null,
  ...given,
});

describe('where a token stands', () => {
  it('is good until the margin, and due from there on', () => {
    const standing = (left: number) => standingOf(aToken({ expiresAt: inMs(left) }), rules('rotating'), NOW);
    expect([standing(601_000), standing(600_000), standing(-1)]).toEqual(['good', 'due', 'due']);
  });

  it('does not refresh at every use what lives shorter than the margin', () => {
    const brief = (left: number) =>
      standingOf(aToken({ issuedAt: inMs(left - MINUTE), expiresAt: inMs(left) }), rules('lasting'), NOW);
    expect([brief(40_000), brief(30_000)]).toEqual(['good', 'due']);
  });

  it('counts as over where nobody told its end', () => {
    expect(standingOf(aToken({ expiresAt: null }), rules('lasting'), NOW)).toBe('due');
    expect(standingOf(aToken({ expiresAt: null, refreshToken: null }), rules('lasting'), NOW)).toBe('ended');
  });

  it('uses what is still valid while a refresh waits for its next try, and waits once it has run out', () => {
    const nextTryAt = inMs(MINUTE);
    expect(standingOf(aToken({ expiresAt: inMs(MINUTE), nextTryAt }), rules('rotating'), NOW)).toBe('good');
    expect(standingOf(aToken({ expiresAt: inMs(-1), nextTryAt }), rules('rotating'), NOW)).toBe('waiting');
    expect(standingOf(aToken({ expiresAt: inMs(-1), nextTryAt: NOW }), rules('rotating'), NOW)).toBe('due');
  });

  it('ends with the consent itself, whatever could be refreshed', () => {
    expect(standingOf(aToken({ consentExpiresAt: NOW }), rules('lasting'), NOW)).toBe('ended');
  });

  it.each(['AUTH_RECONNECT_REQUIRED', 'AUTH_REVOKED'] as const)('is lost after %s', (code) => {
    expect(standingOf(aToken({ code }), rules('lasting'), NOW)).toBe('lost');
  });

  it('ends with the access token where nothing makes it new', () => {
    const left = (ms: number) => standingOf(aToken({ expiresAt: inMs(ms), refreshToken: null }), rules('none'), NOW);
    expect([left(1), left(0)]).toEqual(['good', 'ended']);
  });
});

describe('a token that is its own refresh token', () => {
  const itself = rules('itself', { marginSeconds: 20 * 86_400, youngestSeconds: 86_400 });
  const issued = (age: number) => aToken({ issuedAt: inMs(-age), expiresAt: inMs(60 * DAY - age), refreshToken: null });

  it('is left alone on its first day, and refreshed weeks before its end', () => {
    expect(canRefresh(issued(DAY - 1), itself, NOW)).toBe(false);
    expect(canRefresh(issued(DAY), itself, NOW)).toBe(true);
    expect(standingOf(issued(39 * DAY), itself, NOW)).toBe('good');
    expect(standingOf(issued(40 * DAY), itself, NOW)).toBe('due');
  });

  it('is beyond help once it has run out', () => {
    expect(standingOf(issued(60 * DAY), itself, NOW)).toBe('ended');
  });
});

describe('the end that no refresh puts off', () => {
  it.each([
    ['rotating', aToken({ refreshExpiresAt: inMs(DAY) }), null],
    ['lasting', aToken({ refreshExpiresAt: inMs(DAY) }), inMs(DAY)],
    ['lasting', aToken({ refreshExpiresAt: inMs(2 * DAY), consentExpiresAt: inMs(DAY) }), inMs(DAY)],
    ['lasting', aToken({ refreshToken: null }), inMs(HOUR)],
    ['none', aToken({ refreshToken: null, expiresAt: inMs(60 * DAY) }), inMs(60 * DAY)],
    ['itself', aToken({ refreshToken: null }), null],
  ] as const)('%s', (refresh, token, end) => {
    expect(endOf(token, rules(refresh))).toEqual(end);
  });

  const told = (days: number, warnedDays: number | null) =>
    endStandingOf(aToken({ consentExpiresAt: inMs(days * DAY), warnedDays }), rules('lasting'), NOW);

  it.each([
    [14.1, null, 'far'],
    [14, null, 14],
    [9, 14, 'far'],
    [6.9, 14, 7],
    [2.5, null, 3],
    [2.5, 3, 'far'],
    [1, 3, 1],
    [0.1, 1, 'far'],
    [0, 1, 'over'],
    [300, 7, 'put-off'],
  ] as const)('in %s days, told %s before', (days, warned, expected) => {
    const standing = told(days, warned);
    expect(standing.kind === 'soon' ? standing.days : standing.kind).toBe(expected);
  });
});

describe('what follows a refresh that failed', () => {
  const after = (code: ConnectionCode, given: object = {}) =>
    afterFailure({ code }, { failures: 0, failingSince: null, now: NOW, chance: 0.5, ...given });
  const longAgo = { failures: 30, failingSince: inMs(-4 * DAY) };

  it('only the platform’s own word ends a consent at once', () => {
    const ends = (Object.keys(CONNECTION_CODES) as ConnectionCode[]).filter((code) => after(code).kind === 'lost');
    expect(ends).toEqual(['AUTH_RECONNECT_REQUIRED', 'AUTH_REVOKED']);
  });

  it('days of nothing but failures do, too', () => {
    expect(after('PLATFORM_UNAVAILABLE', longAgo)).toEqual({
      kind: 'lost',
      code: 'AUTH_RECONNECT_REQUIRED',
      why: 'failing',
    });
    expect(after('PLATFORM_UNAVAILABLE', { failures: 30, failingSince: inMs(-4 * DAY + 1) }).kind).toBe('keep');
  });

  it.each(['APP_CREDENTIALS_INVALID', 'APP_REVIEW_REQUIRED', 'PLATFORM_CONTRACT_CHANGED'] as const)(
    '%s is ours to mend: told to whoever runs this, and never the end',
    (code) => {
      expect(after(code, longAgo)).toMatchObject({ kind: 'keep', alert: true, failingSince: longAgo.failingSince });
      expect(after(code)).toMatchObject({ kind: 'keep', failingSince: null });
    },
  );

  it('backs off twice as long each time, for hours at most', () => {
    const waits = [0, 1, 2, 7, 8, 40].map((failures) => {
      const kept = after('SYNC_TIMEOUT', { failures });
      return kept.kind === 'keep' ? (kept.nextTryAt.getTime() - NOW.getTime()) / MINUTE : null;
    });
    expect(waits).toEqual([1, 2, 4, 128, 240, 240]);
  });

  it('comes back when the platform said', () => {
    const kept = afterFailure(
      { code: 'RATE_LIMITED', retryAt: inMs(HOUR) },
      { failures: 0, failingSince: null, now: NOW, chance: 0.5 },
    );
    expect(kept).toMatchObject({ kind: 'keep', nextTryAt: inMs(HOUR), alert: false, failingSince: NOW });
  });
});
