import { AUTHS } from './connection-state.js';
import { CONSENT_STATES, CONSENT_TRANSITIONS, isConsent, nextAuth } from './consent-axis.js';
import type { ConsentEvent } from './consent-axis.js';

const EVENTS = Object.keys(CONSENT_TRANSITIONS) as ConsentEvent[];

describe('the standing of a consent', () => {
  it.each([
    // event,     none,      pending,           active,            expiring,          reauth_required,   revoked
    ['granted', 'active', 'active', 'active', 'active', 'reauth_required', 'revoked'],
    ['proved', null, 'active', 'active', 'expiring', 'active', 'active'],
    ['expiring', null, null, 'expiring', 'expiring', null, null],
    ['lost', null, 'reauth_required', 'reauth_required', 'reauth_required', 'reauth_required', null],
    ['revoked', null, 'revoked', 'revoked', 'revoked', 'revoked', 'revoked'],
    ['public', null, 'none', 'none', 'none', 'none', 'none'],
  ] as const)('after "%s" follows from what it was', (event, ...expected) => {
    expect(AUTHS.map((from) => nextAuth(from, event))).toEqual(expected);
  });

  it('has a line above for every event', () => {
    expect(EVENTS).toEqual(['granted', 'proved', 'expiring', 'lost', 'revoked', 'public']);
  });

  it('is well again after a loss by a real read alone', () => {
    const healing = EVENTS.filter((event) => nextAuth('reauth_required', event) === 'active');
    expect(healing).toEqual(['proved']);
  });

  it('is shown where a consent was given, and only there', () => {
    expect(AUTHS.filter(isConsent)).toEqual(CONSENT_STATES);
  });
});
