import { ApiError } from '../core/errors.js';
import { generatedPassphrase } from './passphrase-words.js';
import { assertAcceptable, Passphrases } from './passphrases.js';

const refusalOf = (passphrase: string): ApiError | null => {
  try {
    assertAcceptable(passphrase);
    return null;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
};

describe('passphrase policy', () => {
  it.each([
    ['8 characters', 'kq7 wz!m'],
    ['64 characters', 'zebra '.repeat(11).slice(0, 64)],
    ['1024 characters', 'quartz lamp'.repeat(100).slice(0, 1024)],
    ['letters of one kind', 'moonlitquarryfern'],
    ['any script', 'красный трамвай едет'],
  ])('accepts %s', (_, passphrase) => {
    expect(refusalOf(passphrase)).toBeNull();
  });

  it.each([
    ['7 characters', 'kq7 wz!', 'passphrase_too_short'],
    ['7 characters that take two units each', '🦉🦊🐝🐙🐸🦋🐞', 'passphrase_too_short'],
    ['1025 characters', 'x7 '.repeat(400).slice(0, 1025), 'passphrase_too_long'],
    ['a common one', 'password1', 'passphrase_common'],
    ['a common one in capitals', 'PASSWORD1', 'passphrase_common'],
  ])('refuses %s', (_, passphrase, code) => {
    expect(refusalOf(passphrase)).toMatchObject({ status: 422, details: { errors: [{ field: 'password', code }] } });
  });

  it('knows the passphrases that everybody tries first', () => {
    const tried = ['12345678', '123456789', 'qwertyuiop', 'iloveyou', 'sunshine', 'princess', 'football', 'baseball'];
    const more = ['superman', 'trustno1', 'whatever', 'starwars', 'computer', 'michelle', 'jennifer', '1q2w3e4r'];
    expect([...tried, ...more].filter((word) => refusalOf(word) === null)).toEqual([]);
  });

  it('accepts what it makes itself, six words of it', () => {
    const made = generatedPassphrase();
    expect(refusalOf(made)).toBeNull();
    expect(made).toMatch(/^\S+(-\S+){5,}$/);
    expect(generatedPassphrase()).not.toBe(made);
  });
});

describe('Passphrases', () => {
  const passphrases = new Passphrases();
  const long = 'lantern on the quay '.repeat(4);

  it('keeps argon2id with 19 MiB and two passes', async () => {
    expect(await passphrases.hash(long)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('looks at every character', async () => {
    const hash = await passphrases.hash(long);
    const changed = `${long.slice(0, 72)}X${long.slice(73)}`;
    expect(await passphrases.matches(hash, long)).toBe(true);
    expect(await passphrases.matches(hash, changed)).toBe(false);
    expect(await passphrases.matches(hash, ` ${long}`)).toBe(false);
  });

  it('matches nobody where there is nobody', async () => {
    expect(await passphrases.matches(null, long)).toBe(false);
  });
});
