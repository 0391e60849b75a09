import { CONNECTION_CODES } from '../core/connection-codes.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import { alertAfter } from './alert-policy.js';

const codes = Object.keys(CONNECTION_CODES) as ConnectionCode[];

describe('what the end of a sync means for alerts', () => {
  it('everything read well heals', () => {
    expect(alertAfter({ event: 'succeed', code: null })).toBe('heal');
  });

  it('only failures that the connection’s own people cannot mend are told', () => {
    expect(codes.filter((code) => alertAfter({ event: 'fail', code }) === 'raise')).toEqual([
      'PROFILE_HANDLE_REASSIGNED',
      'APP_CREDENTIALS_INVALID',
      'APP_REVIEW_REQUIRED',
      'APP_CREDITS_EXHAUSTED',
      'PLATFORM_VERSION_SUNSET',
      'PLATFORM_POLICY_BLOCKED',
      'PLATFORM_CONTRACT_CHANGED',
    ]);
  });

  it.each(['succeed', 'retry', 'limit'] as const)('a sync that ends in %s with a code changes nothing', (event) => {
    for (const code of codes) expect(alertAfter({ event, code })).toBeNull();
  });
});
