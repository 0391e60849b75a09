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
});
