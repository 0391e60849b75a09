import { daysLeft, isNeeded, nextTry } from './notice-policy.js';

const NOW = new Date('2026-11-22T09:00:00Z');
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const row = { platform: 'any', handle: 'mia', email: 'mia@example.com', control: 'enabled', endsAt: null };

it('a lost connection is told of until it is mended, archived or gone', () => {
  expect(isNeeded('reconnect', { ...row, auth: 'reauth_required' }, NOW)).toBe(true);
  expect(isNeeded('reconnect', { ...row, auth: 'active' }, NOW)).toBe(false);
  expect(isNeeded('reconnect', { ...row, auth: 'revoked' }, NOW)).toBe(false);
  expect(isNeeded('reconnect', { ...row, auth: 'reauth_required', control: 'archived' }, NOW)).toBe(false);
  expect(isNeeded('reconnect', null, NOW)).toBe(false);
});

it('an end is told of while it is near', () => {
  expect(isNeeded('expiring', { ...row, auth: 'expiring', endsAt: later(72) }, NOW)).toBe(true);
  expect(isNeeded('expiring', { ...row, auth: 'active', endsAt: later(24 * 60) }, NOW)).toBe(false);
  expect(isNeeded('expiring', { ...row, auth: 'expiring', endsAt: later(-1) }, NOW)).toBe(false);
  expect(isNeeded('expiring', { ...row, auth: 'expiring' }, NOW)).toBe(false);
  expect(isNeeded('expiring', { ...row, auth: 'reauth_required', endsAt: later(72) }, NOW)).toBe(false);
});

it('counts whole days, and never none', () => {
  expect([daysLeft(later(72), NOW), daysLeft(later(60), NOW), daysLeft(later(1), NOW)]).toEqual([3, 3, 1]);
});

it('is tried at growing distances, for a day', () => {
  const pauses = [1, 2, 3, 20].map((attempts) => nextTry({ createdAt: NOW, attempts }, NOW));
  expect(pauses.map((at) => at && (at.getTime() - NOW.getTime()) / 60_000)).toEqual([2, 4, 8, 240]);
  expect(nextTry({ createdAt: NOW, attempts: 9 }, later(21))).toBeNull();
});
