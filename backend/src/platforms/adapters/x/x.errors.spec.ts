import type { TokenProblem } from '../../wire/token-problem.js';
import { partialCode, xError, xTokenDialect } from './x.errors.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const PROBLEMS = 'https://api.twitter.com/2/problems';
const problem = (kind: string, title = 'words', detail = title) => ({ type: `${PROBLEMS}/${kind}`, title, detail });
const blank = (title: string, status: number) => ({ title, detail: title, type: 'about:blank', status });
const numbered = (code: number) => ({ errors: [{ code, message: 'words' }] });
const error = (status: number, body: unknown, asker: 'app' | 'talent' = 'app', headers: Record<string, string> = {}) =>
  xError({ status, body, headers }, '/2/users', asker, NOW);

describe('xError', () => {
  it.each([
    [401, blank('Unauthorized', 401), 'APP_CREDENTIALS_INVALID', 'AUTH_RECONNECT_REQUIRED'],
    [401, numbered(89), 'APP_CREDENTIALS_INVALID', 'AUTH_RECONNECT_REQUIRED'],
    [403, numbered(89), 'APP_CREDENTIALS_INVALID', 'AUTH_RECONNECT_REQUIRED'],
    [401, numbered(32), 'APP_CREDENTIALS_INVALID', 'AUTH_RECONNECT_REQUIRED'],
    [401, undefined, 'APP_CREDENTIALS_INVALID', 'AUTH_RECONNECT_REQUIRED'],
    [403, blank('Forbidden', 403), 'PLATFORM_POLICY_BLOCKED', 'SCOPE_MISSING'],
    [403, problem('client-forbidden'), 'APP_REVIEW_REQUIRED', 'APP_REVIEW_REQUIRED'],
    [403, problem('unsupported-authentication'), 'APP_CREDENTIALS_INVALID', 'APP_CREDENTIALS_INVALID'],
    [403, { errors: [problem('unsupported-authentication')] }, 'APP_CREDENTIALS_INVALID', 'APP_CREDENTIALS_INVALID'],
    [403, problem('user-suspended'), 'PROFILE_SUSPENDED', 'PROFILE_SUSPENDED'],
    [403, numbered(326), 'AUTH_CHECKPOINT', 'AUTH_CHECKPOINT'],
    [403, numbered(99), 'APP_CREDENTIALS_INVALID', 'APP_CREDENTIALS_INVALID'],
    [403, problem('not-authorized-for-resource'), 'PROFILE_PRIVATE', 'PROFILE_PRIVATE'],
    [404, problem('resource-not-found'), 'PROFILE_NOT_FOUND', 'PROFILE_NOT_FOUND'],
    [404, { errors: [problem('resource-not-found')] }, 'PROFILE_NOT_FOUND', 'PROFILE_NOT_FOUND'],
    [
      404,
      { errors: [problem('resource-not-found', 'Forbidden', 'User has been suspended: [x].')] },
      'PROFILE_SUSPENDED',
      'PROFILE_SUSPENDED',
    ],
    [402, blank('CreditsDepleted', 402), 'APP_CREDITS_EXHAUSTED', 'APP_CREDITS_EXHAUSTED'],
    [402, undefined, 'APP_CREDITS_EXHAUSTED', 'APP_CREDITS_EXHAUSTED'],
    [403, problem('credits'), 'APP_CREDITS_EXHAUSTED', 'APP_CREDITS_EXHAUSTED'],
    [429, blank('Too Many Requests', 429), 'RATE_LIMITED', 'RATE_LIMITED'],
    [429, numbered(88), 'RATE_LIMITED', 'RATE_LIMITED'],
    [429, problem('usage-capped', 'UsageCapExceeded'), 'QUOTA_EXHAUSTED', 'QUOTA_EXHAUSTED'],
    [429, undefined, 'RATE_LIMITED', 'RATE_LIMITED'],
    [400, problem('invalid-request'), 'PLATFORM_CONTRACT_CHANGED', 'PLATFORM_CONTRACT_CHANGED'],
    [400, problem('constructor'), 'PLATFORM_CONTRACT_CHANGED', 'PLATFORM_CONTRACT_CHANGED'],
    [410, undefined, 'PLATFORM_VERSION_SUNSET', 'PLATFORM_VERSION_SUNSET'],
    [503, problem('resource-not-found'), 'PLATFORM_UNAVAILABLE', 'PLATFORM_UNAVAILABLE'],
    [500, undefined, 'PLATFORM_UNAVAILABLE', 'PLATFORM_UNAVAILABLE'],
  ])('%d %j is %s of the app, %s of a talent', (status, body, app, talent) => {
    expect([error(status, body).code, error(status, body, 'talent').code]).toEqual([app, talent]);
  });

  it('comes back when the window ends, and a day after a spent month', () => {
    const reset = { 'x-rate-limit-reset': String(NOW.getTime() / 1_000 + 90) };
    expect(error(429, undefined, 'app', reset).retryAt).toEqual(new Date('2026-11-20T12:01:30Z'));
    expect(error(429, undefined).retryAt).toEqual(new Date('2026-11-20T12:15:00Z'));
    expect(error(429, problem('usage-capped'), 'app', reset).retryAt).toEqual(new Date('2026-11-21T12:00:00Z'));
    expect(error(503, undefined, 'app', { 'retry-after': '5' }).retryAt).toEqual(new Date('2026-11-20T12:00:05Z'));
    expect(error(401, undefined, 'app', reset).retryAt).toBeUndefined();
  });

  it('notes kind or number, and no words', () => {
    expect(error(403, problem('client-forbidden')).note).toBe('/2/users: 403 client-forbidden');
    expect(error(403, numbered(326)).note).toBe('/2/users: 403 326');
    expect(error(401, blank('Unauthorized', 401)).note).toBe('/2/users: 401 blank');
  });
});

describe('partialCode', () => {
  it.each([
    [{ type: 'https://api.x.com/2/problems/resource-not-found', detail: 'Could not find' }, 'PROFILE_NOT_FOUND'],
    [{ ...problem('resource-not-found'), detail: 'User has been suspended: [mia].' }, 'PROFILE_SUSPENDED'],
    [problem('not-authorized-for-resource'), 'PROFILE_PRIVATE'],
    [problem('toString'), 'PLATFORM_CONTRACT_CHANGED'],
    [{}, 'PLATFORM_CONTRACT_CHANGED'],
  ])('%j is %s', (said, code) => {
    expect(partialCode(said)).toBe(code);
  });
});

describe('xTokenDialect', () => {
  const of = (purpose: TokenProblem['purpose'], description: string, status = 400, code = 'invalid_request') =>
    xTokenDialect({ purpose, status, error: code, description, body: {} });

  it('tells what invalid_request means by whole sentences alone', () => {
    const [code, token] = [
      'Value passed for the authorization code was invalid.',
      'Value passed for the token was invalid.',
    ];
    expect([of('exchange', code), of('refresh', token), of('revoke', token)]).toEqual([
      'CONSENT_STATE_INVALID',
      'AUTH_RECONNECT_REQUIRED',
      'AUTH_RECONNECT_REQUIRED',
    ]);
    expect(of('refresh', `${token} Or not.`)).toBeNull();
    expect(of('refresh', 'constructor')).toBeNull();
    expect(of('exchange', 'Value passed for the client id was invalid, or is not there.')).toBe(
      'APP_CREDENTIALS_INVALID',
    );
  });

  it('leaves outages and every other code to the rule', () => {
    const token = 'Value passed for the token was invalid.';
    expect([of('refresh', token, 503), of('refresh', token, 400, 'invalid_client')]).toEqual([null, null]);
  });
});
