import type { PlatformDescriptor } from '../platforms/contract/descriptor.js';
import { consentFactsOf, consentOf } from './consent-answer.js';
import type { ConsentFacts } from './consent-answer.js';
import { ago, aRow, later } from './testing/connection-rows.js';

const FACTS: ConsentFacts = {
  scopes: [{ name: 'stats', required: false, reads: ['insights'] }],
  endsWithToken: false,
  publicFallback: true,
};
const consented = aRow({
  auth: 'active',
  consentAt: ago(5),
  evidence: 'handle',
  accessEndsAt: later(60),
  missingScopes: [],
});

describe('the consent of a connection', () => {
  it('is none where there is none', () => {
    expect(consentOf(aRow(), FACTS)).toBeNull();
    expect(consentOf(aRow({ auth: 'pending_consent' }), FACTS)).toBeNull();
  });

  it('says how it stands, since when, and by what the account was matched', () => {
    expect(consentOf(consented, FACTS)).toEqual({
      state: 'active',
      grantedAt: ago(5).toISOString(),
      expiresAt: null,
      matched: 'handle',
      missing: [],
      publicFallback: true,
    });
  });

  it.each([
    ['with the first of its ends', { consentEndsAt: later(900), refreshEndsAt: later(300) }, FACTS, later(300)],
    ['with its token, where nothing can be refreshed', {}, { ...FACTS, endsWithToken: true }, later(60)],
  ])('ends %s', (_, change, facts, at) => {
    expect(consentOf({ ...consented, ...change }, facts)?.expiresAt).toBe(at.toISOString());
  });

  it('names what was not granted, and what cannot be read therefore', () => {
    expect(consentOf({ ...consented, missingScopes: ['stats', 'gone'] }, FACTS)?.missing).toEqual([
      { scope: 'stats', reads: ['insights'] },
      { scope: 'gone', reads: [] },
    ]);
  });

  it.each([
    ['its public data can be read', true, [], true],
    ['the platform shows none', false, [], false],
    ['keys are missing', true, ['KEY'], false],
  ])('can be done without where %s', (_, available, missing, fallback) => {
    const descriptor = { methods: { MANUAL: { available } } } as unknown as PlatformDescriptor;
    expect(consentFactsOf({ descriptor, missing }).publicFallback).toBe(fallback);
    expect(consentFactsOf(undefined).publicFallback).toBe(false);
  });
});
