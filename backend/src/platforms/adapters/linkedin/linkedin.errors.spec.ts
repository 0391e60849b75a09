import { linkedinError } from './linkedin.errors.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const told = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  linkedinError({ status, headers, body }, '/v2/userinfo', NOW);

describe('what LinkedIn refuses with', () => {
  it.each([
    [401, { serviceErrorCode: 65_602, code: 'EXPIRED_ACCESS_TOKEN' }, 'AUTH_RECONNECT_REQUIRED'],
    [401, { serviceErrorCode: 65_602 }, 'AUTH_RECONNECT_REQUIRED'],
    [401, { serviceErrorCode: 65_601, code: 'REVOKED_ACCESS_TOKEN' }, 'AUTH_REVOKED'],
    [401, { serviceErrorCode: 65_601 }, 'AUTH_REVOKED'],
    [401, { serviceErrorCode: 65_600, code: 'INVALID_ACCESS_TOKEN' }, 'AUTH_RECONNECT_REQUIRED'],
    [401, { serviceErrorCode: 401, message: 'Empty oauth2_access_token' }, 'AUTH_RECONNECT_REQUIRED'],
    [403, { serviceErrorCode: 100, code: 'ACCESS_DENIED' }, 'SCOPE_MISSING'],
    [403, { status: 403, message: 'Not enough permissions' }, 'SCOPE_MISSING'],
    [426, { code: 'NONEXISTENT_VERSION' }, 'PLATFORM_VERSION_SUNSET'],
    [426, {}, 'PLATFORM_VERSION_SUNSET'],
    [400, { code: 'VERSION_MISSING' }, 'PLATFORM_VERSION_SUNSET'],
    [404, { code: 'RESOURCE_NOT_FOUND' }, 'APP_REVIEW_REQUIRED'],
    [404, undefined, 'PLATFORM_CONTRACT_CHANGED'],
    [400, { code: 'PARAM_MISSING' }, 'PLATFORM_CONTRACT_CHANGED'],
    [401, undefined, 'AUTH_RECONNECT_REQUIRED'],
    [500, { message: 'Internal Server Error' }, 'PLATFORM_UNAVAILABLE'],
    [504, undefined, 'PLATFORM_UNAVAILABLE'],
  ])('%i %j is %s', (status, body, code) => {
    expect(told(status, body).code).toBe(code);
  });

  it('tells a short limit from that of a day, which ends at midnight UTC', () => {
    const throttle = (which: string) => ({
      serviceErrorCode: 101,
      code: 'TOO_MANY_REQUESTS',
      message: `Resource level throttle ${which} limit for calls to this resource is reached.`,
    });
    expect(told(429, throttle('APPLICATION_AND_MEMBER'))).toMatchObject({
      code: 'RATE_LIMITED',
      retryAt: new Date('2026-11-20T12:01:00Z'),
    });
    for (const which of ['APPLICATION_AND_MEMBER DAY', 'APPLICATION DAY', 'MEMBER DAY'])
      expect(told(429, throttle(which))).toMatchObject({
        code: 'QUOTA_EXHAUSTED',
        retryAt: new Date('2026-11-21T00:00:00Z'),
      });
    const whose = ['MEMBER DAY', 'APPLICATION', 'APPLICATION_AND_MEMBER DAY'].map(
      (which) => told(429, throttle(which)).scope,
    );
    expect([...whose, told(429, {}).scope]).toEqual(['account', 'app', 'account', undefined]);
    expect(told(429, {}, { 'retry-after': '35' }).retryAt).toEqual(new Date('2026-11-20T12:00:35Z'));
  });

  it('never brings the platform’s own words into a log', () => {
    expect(told(400, { code: 'a token in place of a code', message: 'words' }).message).toBe(
      'PLATFORM_CONTRACT_CHANGED: /v2/userinfo: 400',
    );
  });
});
