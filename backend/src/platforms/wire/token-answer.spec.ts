import type { TokenSet } from '../contract/authorizer.js';
import { endAfter, tokenAnswerOf, tokenSetOf, type GrantEnds, type TokenAnswer } from './token-answer.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const inSeconds = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);

const read = (body: unknown, ends?: (answer: TokenAnswer, now: Date) => GrantEnds): TokenSet | null => {
  const answer = tokenAnswerOf(body);
  return answer && tokenSetOf(answer, NOW, 600, ends);
};

describe('a token answer', () => {
  const rest = { access_token: 'at', refresh_token: 'rt', expires_in: 7_200 };

  it.each<[string, unknown]>([
    ['itself', { ...rest, scope: 'a b' }],
    ['in data', { message: 'ok', data: { ...rest, expires_in: '7200', scope: 'a,b' } }],
    ['in a list', { data: [{ ...rest, permissions: 'a,b' }] }],
    ['with a list of scopes', { ...rest, scope: ['a', 'b', 7, 'a'] }],
    ['beside an error that is none', { ...rest, scope: ' a, b', error: { code: 'ok' } }],
  ])('is read %s', (_where, body) => {
    expect(read(body)).toEqual({
      accessToken: 'at',
      refreshToken: 'rt',
      expiresAt: inSeconds(7_200),
      refreshExpiresAt: null,
      consentExpiresAt: null,
      scopes: ['a', 'b'],
    });
  });

  it.each([[undefined], [null], ['soon'], [0], [-5], [Number.MAX_SAFE_INTEGER], [{}], ['1e99'], [Number.NaN]])(
    'with a lifetime of %p counts as a short one',
    (expires) => {
      expect(read({ access_token: 'at', expires_in: expires })?.expiresAt).toEqual(inSeconds(600));
    },
  );

  it('tells nothing granted from nothing said', () => {
    expect(read({ access_token: 'at' })).toMatchObject({ refreshToken: null, scopes: null });
    expect(read({ access_token: 'at', refresh_token: '', scope: '' })).toMatchObject({
      refreshToken: null,
      scopes: [],
    });
  });

  it('says when the refresh token ends, under either name, or what a platform has instead', () => {
    expect(read({ ...rest, refresh_token_expires_in: 31_536_000 })?.refreshExpiresAt).toEqual(inSeconds(31_536_000));
    expect(read({ ...rest, refresh_expires_in: '86400' })?.refreshExpiresAt).toEqual(inSeconds(86_400));
    const own = (answer: TokenAnswer, now: Date): GrantEnds => ({
      refreshExpiresAt: null,
      consentExpiresAt: endAfter(answer, 'ends_in', now),
    });
    expect(read({ ...rest, refresh_expires_in: 1, ends_in: 60 }, own)).toMatchObject({
      refreshExpiresAt: null,
      consentExpiresAt: inSeconds(60),
    });
  });

  it.each([[null], [[]], ['at'], [{}], [{ access_token: 7 }], [{ access_token: ' ' }], [{ data: [] }]])(
    'is none where %j holds no token',
    (body) => {
      expect(read(body)).toBeNull();
    },
  );
});
