import { consentProblem, instagramError } from './instagram.errors.js';
import { readUsage } from './instagram.usage.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const graph = (code: number, subcode?: number, more: object = {}) => ({
  error: { message: 'words', type: 'OAuthException', code, error_subcode: subcode, fbtrace_id: 'A', ...more },
});
const error = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  instagramError({ status, body, headers }, 'business_discovery', NOW);
const business = (...entries: object[]) => ({
  'x-business-use-case-usage': JSON.stringify({ '17841400000000999': entries }),
});

describe('instagramError', () => {
  it.each([
    [400, graph(110, 2_207_013), 'PROFILE_NOT_FOUND'],
    [400, graph(110), 'PROFILE_NOT_FOUND'],
    [500, graph(1), 'PLATFORM_UNAVAILABLE'],
    [503, graph(2, undefined, { is_transient: true }), 'PLATFORM_UNAVAILABLE'],
    [400, graph(9_999, undefined, { is_transient: true }), 'PLATFORM_UNAVAILABLE'],
    [403, graph(4), 'RATE_LIMITED'],
    [400, graph(17), 'RATE_LIMITED'],
    [400, graph(32), 'RATE_LIMITED'],
    [400, graph(341), 'RATE_LIMITED'],
    [400, graph(613), 'RATE_LIMITED'],
    [400, graph(80_002), 'RATE_LIMITED'],
    [400, graph(190), 'APP_CREDENTIALS_INVALID'],
    [400, graph(190, 463), 'APP_CREDENTIALS_INVALID'],
    [400, graph(102), 'APP_CREDENTIALS_INVALID'],
    [400, graph(104), 'APP_CREDENTIALS_INVALID'],
    [400, graph(100, 33), 'APP_CREDENTIALS_INVALID'],
    [400, graph(803), 'APP_CREDENTIALS_INVALID'],
    [400, graph(3), 'APP_REVIEW_REQUIRED'],
    [403, graph(10), 'APP_REVIEW_REQUIRED'],
    [403, graph(200), 'APP_REVIEW_REQUIRED'],
    [403, graph(299), 'APP_REVIEW_REQUIRED'],
    [400, graph(368), 'PLATFORM_POLICY_BLOCKED'],
    [400, graph(2_635), 'PLATFORM_VERSION_SUNSET'],
    [400, graph(100), 'PLATFORM_CONTRACT_CHANGED'],
    [400, graph(100, 2_108_006), 'PLATFORM_CONTRACT_CHANGED'],
    [400, graph(36_104), 'PLATFORM_CONTRACT_CHANGED'],
    [400, { error: 'a string' }, 'PLATFORM_CONTRACT_CHANGED'],
    [400, { error_type: 'OAuthException', code: 400, error_message: 'flat' }, 'PLATFORM_CONTRACT_CHANGED'],
    [401, undefined, 'APP_CREDENTIALS_INVALID'],
    [403, undefined, 'PLATFORM_POLICY_BLOCKED'],
    [429, undefined, 'RATE_LIMITED'],
    [502, undefined, 'PLATFORM_UNAVAILABLE'],
  ])('%d %j is %s', (status, body, code) => {
    expect(error(status, body).code).toBe(code);
  });

  it('comes back when told, in minutes or seconds, or after a quarter of an hour', () => {
    const told = business({ type: 'instagram', call_count: 100, estimated_time_to_regain_access: 19 });
    expect(error(400, graph(80_002), told).retryAt).toEqual(later(19));
    expect(error(403, graph(4), { 'retry-after': '30' }).retryAt).toEqual(later(0.5));
    expect(error(403, graph(4), { 'x-app-usage': '{"call_count":100}' }).retryAt).toEqual(later(15));
    expect(error(400, graph(110), told).retryAt).toBeUndefined();
    expect(error(503, undefined, { 'retry-after': '30' }).retryAt).toEqual(later(0.5));
  });

  it('notes where, status and numbers, and no words', () => {
    expect(error(400, graph(110, 2_207_013)).message).toBe('PROFILE_NOT_FOUND: business_discovery: 400 110/2207013');
    expect(error(502, undefined).message).toBe('PLATFORM_UNAVAILABLE: business_discovery: 502');
  });
});

describe('consentProblem', () => {
  const problem = (status: number, body: unknown, headers: Record<string, string> = {}) =>
    consentProblem({ status, body, headers }, 'me', NOW);

  it.each([
    [400, graph(190), 'AUTH_RECONNECT_REQUIRED'],
    [400, graph(190, 460), 'AUTH_RECONNECT_REQUIRED'],
    [400, graph(190, 463), 'AUTH_RECONNECT_REQUIRED'],
    [400, graph(190, 467), 'AUTH_RECONNECT_REQUIRED'],
    [400, graph(190, 492), 'AUTH_RECONNECT_REQUIRED'],
    [400, graph(102), 'AUTH_RECONNECT_REQUIRED'],
    [400, graph(190, 458), 'AUTH_REVOKED'],
    [400, graph(190, 459), 'AUTH_CHECKPOINT'],
    [400, graph(190, 464), 'AUTH_CHECKPOINT'],
    [403, graph(10), 'SCOPE_MISSING'],
    [403, graph(200), 'SCOPE_MISSING'],
    [400, graph(3), 'APP_REVIEW_REQUIRED'],
    [400, graph(104), 'APP_CREDENTIALS_INVALID'],
    [400, graph(4), 'RATE_LIMITED'],
    [400, graph(17), 'RATE_LIMITED'],
    [400, graph(32), 'RATE_LIMITED'],
    [400, graph(613), 'RATE_LIMITED'],
    [400, graph(80_002), 'RATE_LIMITED'],
    [400, graph(100, 33), 'PROFILE_NOT_FOUND'],
    [400, graph(803), 'PROFILE_NOT_FOUND'],
    [400, graph(368), 'PLATFORM_POLICY_BLOCKED'],
    [500, graph(1), 'PLATFORM_UNAVAILABLE'],
    [400, graph(100), 'PLATFORM_CONTRACT_CHANGED'],
    [401, undefined, 'AUTH_RECONNECT_REQUIRED'],
    [502, undefined, 'PLATFORM_UNAVAILABLE'],
  ])('%d %j is %s', (status, body, code) => {
    expect(problem(status, body).error.code).toBe(code);
  });

  it('knows whose limit it is, and until when', () => {
    const told = business({ type: 'instagram', call_count: 100, estimated_time_to_regain_access: 19 });
    const limits = [4, 17, 32, 613, 80_002].map((code) => problem(400, graph(code), told));
    expect(limits.map(({ ofOneAccount }) => ofOneAccount)).toEqual([false, true, false, false, true]);
    expect(limits.map(({ error }) => error.scope)).toEqual(['app', 'account', 'app', 'app', 'account']);
    expect(limits.map(({ error }) => error.retryAt)).toEqual(limits.map(() => later(19)));
  });
});

describe('readUsage', () => {
  const usage = (headers: Record<string, string>) => readUsage(headers, NOW);

  it('takes the fullest limit, and keeps the minutes out of the percentage', () => {
    expect(usage({ 'x-app-usage': '{"call_count":28,"total_time":25,"total_cputime":31}' })).toEqual({
      share: 0.31,
      regainAt: null,
    });
    const full = business({ type: 'instagram', call_count: 96, total_time: 5, estimated_time_to_regain_access: 240 });
    expect(usage({ ...full, 'x-app-usage': '{"call_count":28}' })).toEqual({ share: 0.96, regainAt: later(240) });
  });

  it('leaves out what is said of Pages and advertisements', () => {
    const pages = business({ type: 'pages', call_count: 99, estimated_time_to_regain_access: 9 });
    expect(usage(pages)).toEqual({ share: 0, regainAt: null });
  });

  it.each([
    [{}],
    [{ 'x-app-usage': 'many' }],
    [{ 'x-app-usage': '[]', 'x-business-use-case-usage': '{"1":{}}' }],
    [business({ type: 'instagram', call_count: '96' })],
  ])('knows nothing from %j', (headers) => {
    expect(usage(headers)).toEqual({ share: 0, regainAt: null });
  });

  it('sends nobody away for longer than a day', () => {
    const absurd = business({ type: 'instagram', call_count: 1, estimated_time_to_regain_access: 999_999_999_999 });
    expect(usage(absurd).regainAt).toEqual(later(24 * 60));
  });
});
