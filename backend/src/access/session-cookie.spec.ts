import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { readConfig } from '../core/config/config.js';
import type { Config } from '../core/config/config.js';
import { SessionCookie } from './session-cookie.js';

const BASE = {
  DATABASE_URL: 'postgresql://db',
  REDIS_URL: 'redis://r',
  APP_SECRET: randomBytes(32).toString('base64'),
  VAULT_KEYS: `k1:${randomBytes(32).toString('base64')}`,
};
const config = (values: Record<string, string>): Config => readConfig({ ...BASE, ...values });
const TOKEN = 'A'.repeat(43);

function setOn(cookie: SessionCookie) {
  const response = { cookie: jest.fn(), clearCookie: jest.fn(), setHeader: jest.fn() };
  cookie.set(response as unknown as Response, TOKEN);
  return response.cookie.mock.calls[0] as [string, string, Record<string, unknown>];
}

const asked = (cookie: string) => ({ headers: { cookie } }) as Request;

describe('SessionCookie', () => {
  it.each([
    ['https', { PUBLIC_URL: 'https://console.example.com' }],
    ['plain http of another machine', { PUBLIC_URL: 'http://console.example.com' }],
    ['a host that only looks local', { PUBLIC_URL: 'http://localhost.example.com' }],
    ['production without an address of its own', { NODE_ENV: 'production', HOST: '127.0.0.1' }],
    ['an address open to the network', { HOST: '0.0.0.0' }],
    ['https on this machine', { PUBLIC_URL: 'https://localhost:3000' }],
  ])('is Secure and bound to the host for %s', (_, values) => {
    const [name, value, options] = setOn(new SessionCookie(config(values)));
    expect([name, value]).toEqual(['__Host-rostrum', TOKEN]);
    expect(options).toEqual({ httpOnly: true, secure: true, sameSite: 'lax', path: '/', maxAge: 43_200_000 });
  });

  it.each([
    ['by default on this machine', {}],
    ['on localhost', { PUBLIC_URL: 'http://localhost:3000', HOST: '0.0.0.0' }],
    ['on 127.0.0.1', { PUBLIC_URL: 'http://127.0.0.1:3000' }],
    ['on ::1', { PUBLIC_URL: 'http://[::1]:3000' }],
  ])('does without the prefix and Secure %s', (_, values) => {
    const [name, , options] = setOn(new SessionCookie(config(values)));
    expect(name).toBe('rostrum');
    expect(options).toMatchObject({ httpOnly: true, secure: false, sameSite: 'lax', path: '/' });
  });

  it('reads its own name only, and nothing that is no token of ours', () => {
    const cookie = new SessionCookie(config({ PUBLIC_URL: 'https://console.example.com' }));
    expect(cookie.read(asked(`a=b; __Host-rostrum=${TOKEN}`))).toBe(TOKEN);
    expect(cookie.read(asked(`rostrum=${TOKEN}`))).toBeNull();
    expect(cookie.read(asked('__Host-rostrum=short'))).toBeNull();
    expect(cookie.read(asked(`__Host-rostrum=${'A'.repeat(44)}`))).toBeNull();
    expect(cookie.read({ headers: {} } as Request)).toBeNull();
  });
});
