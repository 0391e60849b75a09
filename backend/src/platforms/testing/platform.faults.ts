/** How an adapter takes what its simulator's faulty accounts do to it. Part of the platform contract. */
import type { PlatformAdapter } from '../contract/adapter.js';
import type { Locator } from '../contract/descriptor.js';
import type { ProfileAnswer } from '../contract/fetcher.js';
import { PlatformError } from '../contract/platform-error.js';
import { aContext, SimulatedNetwork } from './simulated-network.js';

const LIMIT_MS = 20_000;

export function describePlatformFaults(
  adapter: PlatformAdapter,
  byHandle: (name: string) => Locator,
  shortestWaitMs = 0,
): void {
  describe(`the platform contract under faults: ${adapter.descriptor.id}`, () => {
    let network: SimulatedNetwork;

    beforeEach(async () => {
      network = await SimulatedNetwork.start(adapter);
    });
    afterEach(() => network.close());

    const ask = (locator: Locator): Promise<readonly ProfileAnswer[]> =>
      network.fetcher.fetchProfiles([{ locator }], aContext());

    async function handleOf(locator: Locator): Promise<string | null | undefined> {
      const [answer] = await ask(locator);
      return answer?.ok ? answer.profile.handle : answer?.error.code;
    }

    const codeOf = async (work: Promise<unknown>): Promise<string> => {
      const error: unknown = await work.then(
        () => null,
        (thrown: unknown) => thrown,
      );
      return error instanceof PlatformError ? error.code : `not a PlatformError: ${String(error)}`;
    };

    it('waits out a limit until the time that the platform names', async () => {
      const error: unknown = await ask(byHandle('ratelimited')).catch((thrown: unknown) => thrown);
      const wait = Math.max(LIMIT_MS, shortestWaitMs);
      expect(error).toMatchObject({ code: 'RATE_LIMITED', retryAt: new Date(network.clock.now().getTime() + wait) });
      network.clock.advance(wait);
      expect(await handleOf(byHandle('ratelimited'))).toBe(byHandle('ratelimited').value);
    });

    it('tells passing failures, outages and garbage apart', async () => {
      expect(await codeOf(ask(byHandle('flaky')))).toBe('PLATFORM_UNAVAILABLE');
      expect(await codeOf(ask(byHandle('flaky')))).toBe('PLATFORM_UNAVAILABLE');
      expect(await handleOf(byHandle('flaky'))).toBe(byHandle('flaky').value);
      expect(await codeOf(ask(byHandle('down')))).toBe('PLATFORM_UNAVAILABLE');
      expect(await codeOf(ask(byHandle('garbage')))).toBe('PLATFORM_CONTRACT_CHANGED');
    });

    it('ends a slow call when told to, and by its own time-out', async () => {
      const controller = new AbortController();
      const context = aContext(controller.signal);
      const asked = network.fetcher.fetchProfiles([{ locator: byHandle('slow') }], context);
      controller.abort();
      expect(await codeOf(asked)).toBe('WORKER_LOST');
      await network.close();
      network = await SimulatedNetwork.start(adapter, { headersMs: 100, totalMs: 200 });
      expect(await codeOf(ask(byHandle('slow')))).toBe('SYNC_TIMEOUT');
    });
  });
}
