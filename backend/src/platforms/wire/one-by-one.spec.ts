import type { ProfileAnswer } from '../contract/fetcher.js';
import type { NormalizedProfile } from '../contract/normalized.js';
import { PlatformError, type PlatformErrorDetails } from '../contract/platform-error.js';
import { askEach } from './one-by-one.js';

const found: ProfileAnswer = { ok: true, profile: {} as NormalizedProfile };
const names = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);

/** Asks for each of so many; `failing` says what becomes of whom. */
async function asking(
  count: number,
  failing: Readonly<Record<string, PlatformError>>,
  manner: Parameters<typeof askEach>[2] = {},
) {
  const asked: string[] = [];
  const ask = (name: string) => {
    asked.push(name);
    const error = failing[name];
    return error ? Promise.reject(error) : Promise.resolve(found);
  };
  const answers = await askEach(names(count), ask, manner);
  return { told: [...answers.values()].map((one) => (one.ok ? 'ok' : one.error.code)), asked: asked.length };
}

const error = (code: PlatformError['code'], details: PlatformErrorDetails = {}) => new PlatformError(code, details);

describe('asking one by one', () => {
  it.each(['PROFILE_SUSPENDED', 'PLATFORM_CONTRACT_CHANGED', 'PLATFORM_UNAVAILABLE', 'SYNC_TIMEOUT'] as const)(
    'keeps %s to the one that it happens with',
    async (code) => {
      const { told, asked } = await asking(6, { n2: error(code) });

      expect(told).toEqual(['ok', 'ok', code, 'ok', 'ok', 'ok']);
      expect(asked).toBe(6);
    },
  );

  it.each([
    error('RATE_LIMITED'),
    error('QUOTA_EXHAUSTED', { held: 'limit' }),
    error('PLATFORM_UNAVAILABLE', { held: 'outage' }),
    error('APP_CREDENTIALS_INVALID'),
  ])('asks for nobody else after $message, and keeps who was read', async (limit) => {
    const { told, asked } = await asking(5, { n1: error('PROFILE_PRIVATE'), n2: limit });

    expect(told).toEqual(['ok', 'PROFILE_PRIVATE', limit.code, limit.code, limit.code]);
    expect(asked).toBe(3);
  });

  it('takes several in a row for the platform’s own trouble', async () => {
    const down = error('PLATFORM_UNAVAILABLE');
    const { told, asked } = await asking(9, { n1: down, n3: down, n4: down, n5: down });

    expect(told.map((code) => code === 'ok')).toEqual([true, false, true, ...Array<boolean>(6).fill(false)]);
    expect(asked).toBe(6);
  });

  it('fails as a whole where nobody was read, unless others were', async () => {
    const limit = error('RATE_LIMITED');

    await expect(asking(2, { n0: limit })).rejects.toBe(limit);
    expect(await asking(2, { n0: limit }, { othersRead: true })).toEqual({ told: Array(2).fill(limit.code), asked: 1 });
  });

  it('ends where the caller has given up', async () => {
    await expect(asking(3, { n1: error('WORKER_LOST') }, { atOnce: 2 })).rejects.toMatchObject({ code: 'WORKER_LOST' });
  });
});
