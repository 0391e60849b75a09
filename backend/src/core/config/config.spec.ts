import { randomBytes } from 'node:crypto';
import { ConfigError, readConfig } from './config.js';
import type { Environment } from './config.js';

const GOOD: Environment = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://app@127.0.0.1/rostrum',
  REDIS_URL: 'redis://127.0.0.1',
  APP_SECRET: randomBytes(32).toString('base64'),
  VAULT_KEYS: `k1:${randomBytes(32).toString('base64')}`,
};

function problemsWith(changes: Environment): readonly string[] {
  try {
    readConfig({ ...GOOD, ...changes });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('production', () => {
  it('starts with random bytes for a secret', () => {
    expect(problemsWith({})).toEqual([]);
  });

  it.each([
    ['of one letter', Buffer.alloc(32, 'x').toString('base64')],
    ['of zeros', Buffer.alloc(64).toString('base64')],
    ['of a repeated word', Buffer.from('secret-'.repeat(10)).toString('base64')],
    ['without any byte', ''],
    ['that is short', randomBytes(31).toString('base64')],
    ['that is left out', undefined],
  ])('refuses a secret %s', (_, secret) => {
    expect(problemsWith({ APP_SECRET: secret })).toEqual([expect.stringMatching(/^APP_SECRET: /)]);
  });

  it('says nothing of a refused secret', () => {
    const secret = Buffer.alloc(32, 'x').toString('base64');
    expect(problemsWith({ APP_SECRET: secret }).join()).not.toContain(secret);
  });

  it.each([
    ['PLATFORM_MODE', 'simulated'],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '0'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsWith({ [name]: value })).toEqual([expect.stringContaining(name)]);
  });

  it('mails from an address that somebody chose', () => {
    const SMTP_URL = 'smtps://mail.example.com';
    expect(problemsWith({ SMTP_URL })).toEqual([expect.stringMatching(/^MAIL_FROM: is required with SMTP_URL/)]);
    expect(problemsWith({ SMTP_URL, MAIL_FROM: '' })).toHaveLength(1);
    expect(problemsWith({ SMTP_URL, MAIL_FROM: 'Northlight Talent <hello@example.com>' })).toEqual([]);
    expect(problemsWith({ SMTP_URL, NODE_ENV: 'development' })).toEqual([]);
  });
});

describe('the keys of the vault', () => {
  const key = () => randomBytes(32).toString('base64');

  it.each(['production', 'development', 'test'])('may be several, the first the current one, in %s', (NODE_ENV) => {
    const [one, two] = [key(), key()];
    const { values } = readConfig({ ...GOOD, NODE_ENV, VAULT_KEYS: `new-2026:${one}, old:${two}` });
    const given = values.VAULT_KEYS.map(({ name, bytes }) => [name, bytes.toString('base64')]);
    expect(given).toEqual([
      ['new-2026', one],
      ['old', two],
    ]);
  });

  it.each([
    ['left out', undefined],
    ['empty', ''],
    ['without a name', key()],
    ['with an empty name', `:${key()}`],
    ['with a name that is none', `my key!:${key()}`],
    ['with a name that is too long', `${'k'.repeat(33)}:${key()}`],
    ['without a key', 'k1:'],
    ['short', `k1:${randomBytes(31).toString('base64')}`],
    ['long', `k1:${randomBytes(33).toString('base64')}`],
    ['of zeros', `k1:${Buffer.alloc(32).toString('base64')}`],
    ['of one letter', `k1:${Buffer.alloc(32, 'x').toString('base64')}`],
    ['of a word said again and again', `k1:${Buffer.from('change-me-'.repeat(4)).subarray(0, 32).toString('base64')}`],
    ['as an example would be', 'k1:bmFtZTpiYXNlNjRvZjMycmFuZG9tYnl0ZXM='],
    ['of one name twice', `k1:${key()},k1:${key()}`],
    ['good but for the second', `k1:${key()},k2:short`],
    ['with a comma at the end', `k1:${key()},`],
  ])('are refused when %s, in every mode, and not shown', (_, keys) => {
    for (const NODE_ENV of ['production', 'development', 'test']) {
      const problems = problemsWith({ NODE_ENV, VAULT_KEYS: keys });
      expect(problems).toEqual([expect.stringMatching(/^VAULT_KEYS: \w/)]);
      for (const part of (keys ?? '').split(/[,:]/).filter((text) => text.length > 20))
        expect(problems.join()).not.toContain(part);
    }
  });
});
