import { CONNECTION_CODES } from '../core/connection-codes.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import { causeFacts, gravity, HEALING_CODES, HEALS } from './attention.js';

const CODES = Object.keys(CONNECTION_CODES) as ConnectionCode[];
const OWN = ['STRIKES', 'PAUSED_LONG', HEALS];

describe('causes that need a hand', () => {
  it.each([...CODES, ...OWN])('%s has whole sentences, also where no platform may be named', (cause) => {
    for (const facts of [causeFacts(cause, null), causeFacts(cause, { name: 'Tube' })])
      for (const sentence of [facts.text, facts.action]) {
        expect(sentence).toMatch(/^[A-Z].*\.$/);
        expect(sentence).not.toMatch(/[{}]|\s{2}|the the\b|a the\b|this the\b/i);
      }
  });

  it.each([
    ['PROFILE_PRIVATE', 'This profile is private.'],
    ['PLATFORM_UNAVAILABLE', 'The platform is not answering properly.'],
    ['PROFILE_HANDLE_REASSIGNED', 'This handle now belongs to another account.'],
    ['AUTH_REVOKED', 'The talent withdrew access at the platform.'],
  ])('%s of several platforms reads "%s"', (cause, text) => {
    expect(causeFacts(cause, null).text).toBe(text);
  });

  it('offers a deed only where it can change something', () => {
    for (const code of HEALING_CODES) expect(causeFacts(code, null).deed).toBe('none');
    const operators = CODES.filter((code) => CONNECTION_CODES[code].retry === 'operator');
    for (const code of operators) expect(causeFacts(code, null).deed).toBe('open');
    expect(causeFacts('PROFILE_DELETED', null).deed).toBe('retry');
    expect(causeFacts('AUTH_RECONNECT_REQUIRED', null).deed).toBe('reconnect');
    expect(causeFacts('AUTH_CHECKPOINT', null).deed).toBe('retry');
  });

  it('orders causes by who has to act: colleagues, then operators, then nobody', () => {
    const causes = [HEALS, 'PAUSED_LONG', 'PLATFORM_CONTRACT_CHANGED', 'APP_CREDENTIALS_INVALID', 'STRIKES'];
    expect(causes.toSorted((one, other) => gravity(one) - gravity(other))).toEqual(causes.toReversed());
  });
});
