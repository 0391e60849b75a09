import { appTokenError, twitchError } from './twitch.errors.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const inSeconds = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
const answer = (status: number, body: unknown = undefined, headers: Record<string, string> = {}) => ({
  status,
  body,
  headers,
});

describe('what Twitch refuses with', () => {
  it.each([
    [400, 'PLATFORM_CONTRACT_CHANGED'],
    [401, 'APP_CREDENTIALS_INVALID'],
    [403, 'PLATFORM_POLICY_BLOCKED'],
    [404, 'PROFILE_NOT_FOUND'],
    [410, 'PLATFORM_VERSION_SUNSET'],
    [429, 'RATE_LIMITED'],
    [500, 'PLATFORM_UNAVAILABLE'],
    [503, 'PLATFORM_UNAVAILABLE'],
  ])('%i is %s', (status, code) => {
    expect(twitchError(answer(status, { error: 'x', status, message: 'y' }), '/users', NOW)).toMatchObject({
      code,
      note: `/users: ${status}`,
    });
  });

  it('counts by the status within, where the one outside looks well', () => {
    expect(twitchError(answer(200, { error: 'Too Many Requests', status: 429 }), '/users', NOW).code).toBe(
      'RATE_LIMITED',
    );
  });

  it('is back when the bucket is full again, as told or after a minute', () => {
    const epoch = String(inSeconds(20).getTime() / 1_000);
    const wait = (headers: Record<string, string>) => twitchError(answer(429, null, headers), '/users', NOW).retryAt;
    expect(wait({ 'ratelimit-reset': epoch })).toEqual(inSeconds(20));
    expect(wait({ 'retry-after': '5' })).toEqual(inSeconds(5));
    expect(wait({ 'ratelimit-reset': 'soon' })).toEqual(inSeconds(60));
    expect(twitchError(answer(503, null, { 'retry-after': '5' }), '/users', NOW).retryAt).toEqual(inSeconds(5));
  });

  it.each([
    [400, 'APP_CREDENTIALS_INVALID'],
    [403, 'APP_CREDENTIALS_INVALID'],
    [429, 'RATE_LIMITED'],
    [502, 'PLATFORM_UNAVAILABLE'],
  ])('of an app’s token, %i is %s', (status, code) => {
    expect(appTokenError(answer(status, { status, message: 'invalid client' }), '/oauth2/token', NOW).code).toBe(code);
  });
});
