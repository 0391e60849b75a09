import { aConnection } from '../../testing/samples';
import type { ConnectionResponse } from '../core/api/models';
import { missingWords, standingOf } from './connection-words';

const given = (change: Partial<NonNullable<ConnectionResponse['consent']>> = {}) =>
  aConnection({
    verification: 'authorised',
    consent: {
      state: 'active',
      grantedAt: '2026-11-20T10:00:00Z',
      expiresAt: null,
      matched: 'handle',
      missing: [],
      publicFallback: true,
      ...change,
    },
  });

describe('whose account it is known to be', () => {
  it('by consent, since when, and whether by the talent’s word alone', () => {
    expect(standingOf(given())).toEqual({
      label: 'Authorised',
      meaning: 'The talent gave consent, on 20 Nov 2026',
      proved: true,
    });
    expect(standingOf(given({ matched: 'none' })).meaning).toContain('confirmed by the talent, not matched');
  });

  it('by nothing yet', () => {
    expect(standingOf(aConnection())).toMatchObject({ label: 'Public', proved: false });
  });
});

describe('what the talent did not allow', () => {
  it('is named once each, and not at all where nothing is missing', () => {
    const missing = [
      { scope: 'a', reads: ['posts' as const, 'insights' as const] },
      { scope: 'b', reads: ['insights' as const] },
    ];
    expect(missingWords(given({ missing }))).toBe('posts, statistics');
    expect(missingWords(given())).toBeNull();
    expect(missingWords(aConnection())).toBeNull();
  });
});
