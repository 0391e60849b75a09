import { isCompleted, isDeclined, stateOf } from './invitation-state.js';
import type { StateFacts } from './invitation-state.js';

const NOW = new Date('2026-11-22T09:00:00Z');
const BEFORE = new Date('2026-11-21T09:00:00Z');
const AFTER = new Date('2026-11-23T09:00:00Z');

/** Everything has happened: what is left out has not. */
const facts = (...happened: (keyof StateFacts)[]): StateFacts => {
  const at = (name: keyof StateFacts) => (happened.includes(name) ? BEFORE : null);
  return {
    revokedAt: at('revokedAt'),
    completedAt: at('completedAt'),
    declinedAt: at('declinedAt'),
    startedAt: at('startedAt'),
    openedAt: at('openedAt'),
    expiresAt: happened.includes('expiresAt') ? BEFORE : AFTER,
  };
};

it('says the first that holds', () => {
  const order = ['revokedAt', 'completedAt', 'expiresAt', 'declinedAt', 'startedAt', 'openedAt'] as const;
  const states = order.map((_, place) => stateOf(facts(...order.slice(place)), NOW));
  expect(states).toEqual(['revoked', 'completed', 'expired', 'declined', 'started', 'opened']);
  expect(stateOf(facts(), NOW)).toBe('sent');
});

it('is over at the very moment of its end', () => {
  expect(stateOf({ ...facts(), expiresAt: NOW }, NOW)).toBe('expired');
});

it.each([
  [['connected'], true, false],
  [['connected', 'declined'], true, false],
  [['connected', 'open'], false, false],
  [['declined', 'declined'], false, true],
  [['declined', 'open'], false, false],
  [['open'], false, false],
] as const)('%j: completed %s, declined %s', (states, completed, declined) => {
  expect([isCompleted(states), isDeclined(states)]).toEqual([completed, declined]);
});
