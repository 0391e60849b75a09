import { tiktokError } from './tiktok.errors.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const told = (status: number, code: unknown, headers: Record<string, string> = {}) =>
  tiktokError({ status, headers, body: { data: {}, error: { code, message: 'secret words' } } }, '/user/info/', NOW);

describe('what TikTok refuses with', () => {
  it.each([
    [401, 'access_token_invalid', 'AUTH_RECONNECT_REQUIRED'],
    [200, 'access_token_invalid', 'AUTH_RECONNECT_REQUIRED'],
    [401, 'scope_not_authorized', 'SCOPE_MISSING'],
    [400, 'scope_permission_missed', 'SCOPE_MISSING'],
    [400, 'invalid_params', 'PLATFORM_CONTRACT_CHANGED'],
    [429, 'rate_limit_exceeded', 'RATE_LIMITED'],
    [200, 'rate_limit_exceeded', 'RATE_LIMITED'],
    [500, 'internal_error', 'PLATFORM_UNAVAILABLE'],
    [503, 6_007_063, 'PLATFORM_UNAVAILABLE'],
    [403, 'something_new', 'PLATFORM_POLICY_BLOCKED'],
    [200, 'something_new', 'PLATFORM_CONTRACT_CHANGED'],
    [401, undefined, 'AUTH_RECONNECT_REQUIRED'],
  ])('%i %p is %s', (status, code, expected) => {
    expect(told(status, code).code).toBe(expected);
  });

  it('is waited out for a minute, or for as long as it says', () => {
    expect(told(429, 'rate_limit_exceeded').retryAt).toEqual(new Date('2026-11-20T12:01:00Z'));
    expect(told(429, 'rate_limit_exceeded', { 'retry-after': '5' }).retryAt).toEqual(new Date('2026-11-20T12:00:05Z'));
  });

  it('never brings the platform’s own words into a log', () => {
    expect(told(400, 'act.Secret words in place of a code').message).toBe(
      'PLATFORM_CONTRACT_CHANGED: /user/info/: 400',
    );
    expect(told(400, 'invalid_params').message).not.toContain('secret words');
    expect(tiktokError({ status: 502, headers: {}, body: undefined }, '/user/info/', NOW).code).toBe(
      'PLATFORM_UNAVAILABLE',
    );
  });
});
