/** Limits that are reached and platforms that are out of order, in public and by consent. Part of the platform contract. */
import type { PlatformAdapter } from '../contract/adapter.js';
import { PlatformError } from '../contract/platform-error.js';
import { describeFigures } from './platform.figures.js';
import type { Noting, Reader, StartReader } from './readers.js';

const DAY_MS = 86_400_000;
const LIMIT = /^(RATE_LIMITED|QUOTA_EXHAUSTED)$/;
/** Nobody is sent away for longer than this because of a word that cannot be meant. */
const LONGEST_MS = 2 * DAY_MS;

export function describeReading(title: string, adapter: PlatformAdapter, start: StartReader): void {
  describeFigures(title, adapter, start);
  describeHardship(title, adapter, start);
}

function describeHardship(title: string, adapter: PlatformAdapter, start: StartReader): void {
  describe(`hard times ${title}: ${adapter.descriptor.id}`, () => {
    let reader: Reader;
    let right: () => Noting;

    async function enter(timeouts?: Parameters<StartReader>[0]): Promise<void> {
      reader = await start(timeouts);
      right = await reader.right('anna');
    }
    afterEach(() => reader.network.close());

    async function read(context = right()): Promise<string> {
      const [answer] = await reader.network.fetcher.fetchProfiles([{ locator: reader.locator('anna') }], context);
      return answer?.ok ? 'well' : (answer?.error.code ?? 'nothing');
    }

    async function refused(): Promise<PlatformError> {
      const error: unknown = await read().catch((thrown: unknown) => thrown);
      if (error instanceof PlatformError) return error;
      throw new Error(`not a PlatformError: ${String(error)}`);
    }

    async function control(method: string, path: string, body?: object): Promise<unknown> {
      const sent = body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {};
      const answer = await fetch(`${reader.network.baseUrl}/__${path}`, { method, ...sent });
      return answer.status === 200 ? answer.json() : answer.status;
    }

    it('holds callers to a limit, counts who went beyond it, and lets them in when it said it would', async () => {
      await enter();
      const context = right();
      await read(context);
      const windowSeconds = 3_600;
      const each = (endpointClass: string) => context.calls.filter((call) => call === endpointClass).length;
      const limits = Object.fromEntries(
        context.calls.map((endpointClass) => [endpointClass, { calls: 2 * each(endpointClass), windowSeconds }]),
      );
      expect(await control('PUT', 'limits', limits)).toBe(204);
      expect([await read(), await read()]).toEqual(['well', 'well']);
      expect(await control('GET', 'limits')).toMatchObject({ limits, over: 0 });
      const { code, retryAt = new Date(0) } = await refused();
      expect(code).toMatch(LIMIT);
      expect(await control('GET', 'limits')).toMatchObject({ over: 1 });
      const { clock } = reader.network;
      expect(retryAt.getTime()).toBeGreaterThan(clock.now().getTime());
      clock.advance(Math.max(retryAt.getTime() - clock.now().getTime(), windowSeconds * 1_000));
      expect(await control('DELETE', 'limits')).toBe(204);
      expect(await control('PUT', 'limits', { one: { calls: 'many' } })).toBe(400);
    });

    it.each([
      ['error', 'PLATFORM_UNAVAILABLE'],
      ['unavailable', 'PLATFORM_UNAVAILABLE'],
      ['reset', 'PLATFORM_UNAVAILABLE'],
      ['garbage', 'PLATFORM_CONTRACT_CHANGED'],
      ['timeout', 'SYNC_TIMEOUT'],
      ['drip', 'SYNC_TIMEOUT'],
    ])('knows a platform that is out of order: %s', async (kind, code) => {
      await enter({ headersMs: 150, totalMs: 300 });
      expect(await control('PUT', 'faults', { kind, share: 1 })).toBe(204);
      expect((await refused()).code).toBe(code);
      expect(await control('GET', 'faults')).toMatchObject({ calls: 1, failed: 1 });
      expect(await control('DELETE', 'faults')).toBe(204);
      expect(await read()).toBe('well');
    });

    it.each(['seconds', 'date', 'absent', 'absurd', 'inside'])('takes a limit that is told so: %s', async (told) => {
      await enter();
      await control('PUT', 'faults', { kind: 'limit', told });
      const now = reader.network.clock.now().getTime();
      for (let time = 0; time < 6; time += 1) {
        const { code, retryAt } = await refused();
        if (told === 'inside') expect(code).toMatch(/^(RATE_LIMITED|PLATFORM_CONTRACT_CHANGED)$/);
        else expect([code, retryAt === undefined]).toEqual(['RATE_LIMITED', false]);
        const wait = (retryAt?.getTime() ?? now) - now;
        expect([wait >= 0, wait <= LONGEST_MS]).toEqual([true, true]);
      }
    });
  });
}
