import { blueskyError } from './bluesky.errors.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const reset = (seconds: number) => String(NOW.getTime() / 1_000 + seconds);
const error = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  blueskyError({ status, body, headers }, '/path', NOW);

describe('blueskyError', () => {
  it.each([
    [400, { error: 'InvalidRequest', message: 'Profile not found' }, 'PROFILE_NOT_FOUND'],
    [400, { error: 'InvalidRequest', message: 'profile not found' }, 'PLATFORM_CONTRACT_CHANGED'],
    [400, { error: 'InvalidRequest', message: 'Oh: Profile not found' }, 'PLATFORM_CONTRACT_CHANGED'],
    [400, { error: 'InvalidRequest', message: 'Error: actor must be a valid did or a handle' }, 'INPUT_INVALID_HANDLE'],
    [400, { error: 'InvalidRequest', message: 'toString' }, 'PLATFORM_CONTRACT_CHANGED'],
    [400, { error: 'InvalidRequest' }, 'PLATFORM_CONTRACT_CHANGED'],
    [400, { error: 'AccountTakedown', message: 'Account has been suspended' }, 'PROFILE_SUSPENDED'],
    [400, { error: 'AccountDeactivated', message: 'Account is deactivated' }, 'PROFILE_DELETED'],
    [400, { error: 'BlockedActor' }, 'PROFILE_PRIVATE'],
    [400, { error: 'ExpiredToken', message: 'Token has expired' }, 'AUTH_RECONNECT_REQUIRED'],
    [401, { error: 'AuthMissing' }, 'PLATFORM_POLICY_BLOCKED'],
    [429, { error: 'RateLimitExceeded' }, 'RATE_LIMITED'],
    [429, undefined, 'RATE_LIMITED'],
    [500, { error: 'InternalServerError' }, 'PLATFORM_UNAVAILABLE'],
    [502, { error: 'UpstreamFailure' }, 'PLATFORM_UNAVAILABLE'],
    [503, undefined, 'PLATFORM_UNAVAILABLE'],
    [501, { error: 'MethodNotImplemented' }, 'PLATFORM_VERSION_SUNSET'],
    [403, undefined, 'PLATFORM_POLICY_BLOCKED'],
    [404, { error: 'constructor' }, 'PLATFORM_CONTRACT_CHANGED'],
  ])('%d %j is %s', (status, body, code) => {
    expect(error(status, body).code).toBe(code);
  });

  it('comes back when told, in either header, or after a minute', () => {
    const limited = { error: 'RateLimitExceeded' };
    expect(error(429, limited, { 'ratelimit-reset': reset(90) }).retryAt).toEqual(new Date('2026-11-20T12:01:30Z'));
    expect(error(429, limited, { 'retry-after': '5', 'ratelimit-reset': reset(90) }).retryAt).toEqual(
      new Date('2026-11-20T12:00:05Z'),
    );
    expect(error(429, limited, { 'ratelimit-reset': 'soon' }).retryAt).toEqual(new Date('2026-11-20T12:01:00Z'));
    expect(error(400, { error: 'AccountTakedown' }, { 'ratelimit-reset': reset(90) }).retryAt).toBeUndefined();
  });
});
