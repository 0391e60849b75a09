import { sha256 } from '../core/crypto/keyed-hash.js';
import { bearerKeyHash, newApiKey, newToken } from './tokens.js';

describe('tokens', () => {
  it('makes sessions of 256 random bits and gives their hash', () => {
    const [one, other] = [newToken(), newToken()];
    expect(Buffer.from(one.token, 'base64url')).toHaveLength(32);
    expect(one.hash).toEqual(sha256(one.token));
    expect(one.token).not.toBe(other.token);
  });

  it('makes keys that show where they come from', () => {
    const { token, prefix, hash } = newApiKey();
    expect(token).toMatch(/^rk_[a-z0-9]{8}_[\w-]{43}$/);
    expect(token.startsWith(`${prefix}_`)).toBe(true);
    expect(bearerKeyHash(`Bearer ${token}`)).toEqual(hash);
    expect(bearerKeyHash(`bearer ${token}`)).toEqual(hash);
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Bearer nothing',
    'Basic dXNlcjpwYXNz',
    `Bearer ${newApiKey().token} more`,
    newApiKey().token,
  ])('takes %p for no key', (header) => {
    expect(bearerKeyHash(header)).toBeNull();
  });
});
