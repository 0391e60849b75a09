import { randomBytes } from 'node:crypto';
import { readConfig } from '../core/config/config.js';
import { RedirectUris } from './redirect-uri.service.js';

const SECRET = randomBytes(32).toString('base64');
const of = (environment: Readonly<Record<string, string>>) =>
  new RedirectUris(
    readConfig({
      DATABASE_URL: 'postgresql://127.0.0.1/rostrum',
      REDIS_URL: 'redis://127.0.0.1',
      APP_SECRET: SECRET,
      VAULT_KEYS: `k1:${SECRET}`,
      ...environment,
    }),
  ).of('network');

describe('where a platform sends talents back to', () => {
  it.each([
    [{ PUBLIC_URL: 'https://console.example.com' }, 'https://console.example.com/api/v1/oauth/network/callback'],
    [{ PUBLIC_URL: 'https://console.example.com/' }, 'https://console.example.com/api/v1/oauth/network/callback'],
    [{ PUBLIC_URL: 'https://example.com/console/' }, 'https://example.com/console/api/v1/oauth/network/callback'],
    [{ PORT: '4000' }, 'http://127.0.0.1:4000/api/v1/oauth/network/callback'],
    [{ HOST: '0.0.0.0', PORT: '4000' }, 'http://127.0.0.1:4000/api/v1/oauth/network/callback'],
    [{ HOST: '::1', PORT: '4000' }, 'http://[::1]:4000/api/v1/oauth/network/callback'],
  ])('is told by %j alone', (environment, expected) => {
    expect(of(environment)).toBe(expected);
  });
});
