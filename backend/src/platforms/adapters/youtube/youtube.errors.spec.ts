import { nextPacificMidnight, pacificDay } from './pacific-time.js';
import { youtubeProblem } from './youtube.errors.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const older = (reason: string, status?: string) => ({
  error: { code: 0, message: 'words', errors: [{ reason, domain: 'x' }], status },
});
const newer = (reason: string, status?: string) => ({
  error: { code: 0, message: 'words', details: [{ '@type': 'x', reason }], status },
});
const problem = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  youtubeProblem({ status, body, headers }, '/channels', NOW).error;

describe('youtubeProblem', () => {
  it.each([
    [403, older('quotaExceeded'), 'QUOTA_EXHAUSTED'],
    [403, older('dailyLimitExceeded'), 'QUOTA_EXHAUSTED'],
    [403, older('rateLimitExceeded'), 'RATE_LIMITED'],
    [403, older('userRateLimitExceeded'), 'RATE_LIMITED'],
    [429, newer('RATE_LIMIT_EXCEEDED'), 'RATE_LIMITED'],
    [429, { error: { status: 'RESOURCE_EXHAUSTED' } }, 'RATE_LIMITED'],
    [429, undefined, 'RATE_LIMITED'],
    [
      400,
      {
        error: {
          errors: [{ reason: 'badRequest' }],
          details: [{ reason: 'API_KEY_INVALID' }],
          status: 'INVALID_ARGUMENT',
        },
      },
      'APP_CREDENTIALS_INVALID',
    ],
    [403, older('forbidden'), 'APP_CREDENTIALS_INVALID'],
    [403, older('accessNotConfigured', 'PERMISSION_DENIED'), 'APP_CREDENTIALS_INVALID'],
    [403, newer('SERVICE_DISABLED', 'PERMISSION_DENIED'), 'APP_CREDENTIALS_INVALID'],
    [403, older('ipRefererBlocked'), 'APP_CREDENTIALS_INVALID'],
    [401, older('authError'), 'AUTH_RECONNECT_REQUIRED'],
    [403, older('insufficientPermissions'), 'SCOPE_MISSING'],
    [403, older('channelClosed'), 'PROFILE_DELETED'],
    [403, older('channelSuspended'), 'PROFILE_SUSPENDED'],
    [403, older('channelForbidden'), 'PROFILE_PRIVATE'],
    [403, older('playlistItemsNotAccessible'), 'PROFILE_PRIVATE'],
    [404, older('channelNotFound'), 'PROFILE_NOT_FOUND'],
    [404, older('playlistNotFound'), 'PROFILE_NOT_FOUND'],
    [500, older('backendError'), 'PLATFORM_UNAVAILABLE'],
    [503, undefined, 'PLATFORM_UNAVAILABLE'],
    [400, older('invalidFilters'), 'PLATFORM_CONTRACT_CHANGED'],
    [400, older('constructor'), 'PLATFORM_CONTRACT_CHANGED'],
    [418, { error: 'a string' }, 'PLATFORM_CONTRACT_CHANGED'],
  ])('%d %j is %s', (status, body, code) => {
    expect(problem(status, body).code).toBe(code);
  });

  it('comes back when told, after a minute, or when the quota day begins anew', () => {
    expect(problem(403, older('rateLimitExceeded'), { 'retry-after': '20' }).retryAt).toEqual(
      new Date('2026-11-20T12:00:20Z'),
    );
    expect(problem(429, undefined).retryAt).toEqual(new Date('2026-11-20T12:01:00Z'));
    expect(problem(403, older('quotaExceeded'), { 'retry-after': '20' }).retryAt).toEqual(
      new Date('2026-11-21T08:00:00Z'),
    );
    expect(problem(503, undefined, { 'retry-after': '30' }).retryAt).toEqual(new Date('2026-11-20T12:00:30Z'));
    expect(problem(400, older('invalidFilters')).retryAt).toBeUndefined();
  });

  it('notes endpoint, status and reason, and not the message', () => {
    expect(problem(403, older('quotaExceeded')).message).toBe('QUOTA_EXHAUSTED: /channels: 403 quotaExceeded');
  });
});

describe('nextPacificMidnight', () => {
  it.each([
    ['2026-11-20T12:00:00Z', '2026-11-21T08:00:00Z'],
    ['2026-11-20T07:59:59Z', '2026-11-20T08:00:00Z'],
    ['2026-11-20T08:00:00Z', '2026-11-21T08:00:00Z'],
    ['2026-07-01T12:00:00Z', '2026-07-02T07:00:00Z'],
    ['2026-03-08T09:00:00Z', '2026-03-09T07:00:00Z'],
    ['2026-11-01T08:00:00Z', '2026-11-02T08:00:00Z'],
  ])('after %s is %s', (now, midnight) => {
    expect(nextPacificMidnight(new Date(now))).toEqual(new Date(midnight));
  });
});

describe('pacificDay', () => {
  it.each([
    ['2026-11-20T12:00:00Z', '2026-11-20'],
    ['2026-11-20T07:59:59Z', '2026-11-19'],
    ['2026-07-01T07:00:00Z', '2026-07-01'],
    ['2027-01-01T07:59:59Z', '2026-12-31'],
  ])('at %s is %s', (now, day) => {
    expect(pacificDay(new Date(now))).toBe(day);
  });
});
