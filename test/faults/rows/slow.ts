/** Platforms that cannot be reached, say nothing, stop in the middle, or speak a byte a second. */
import { until } from '../../support/until.js';
import { startDeafServer } from '../stage/deaf-server.js';
import type { Call, Fate, Rule } from '../stage/platforms.js';
import { LONG } from '../stage/stage.js';
import type { Stage } from '../stage/stage.js';
import { forgetLimits } from './limits.js';

/** The client's own bound of a whole call. Nobody waits for two of them, nor for one where nobody takes the call. */
const CALL_MS = 25_000;
/** So many calls of each platform; in the long form all of them until the slowest is over. */
const SLOW_CALLS = LONG ? Infinity : 1;

const SLOWNESS: Readonly<Record<string, Fate>> = {
  bluesky: { kind: 'silence' },
  youtube: { kind: 'half' },
  x: { kind: 'drip' },
};

/** Slow only to who is meant: accounts of earlier rows are read whenever their time comes. */
function slowTo(name: string, met: Map<string, Call[]>): Rule {
  return (call) => {
    const slowed = met.get(call.platform) ?? [];
    if (!call.target.includes(name) || slowed.length >= SLOW_CALLS) return null;
    met.set(call.platform, [...slowed, call]);
    return SLOWNESS[call.platform] ?? null;
  };
}

async function triedOf(
  stage: Stage,
  ids: readonly string[],
): Promise<readonly { readonly code: string; readonly took: number }[]> {
  const { rows } = await stage.rows.query<{ code: string; took: number }>(
    `SELECT DISTINCT ON (connection_id) code, extract(epoch FROM finished_at - started_at)::float8 * 1000 AS took FROM sync_run
     WHERE connection_id = ANY($1) AND finished_at IS NOT NULL ORDER BY connection_id, started_at`,
    [ids],
  );
  return rows;
}

export function describeSlowness(given: () => Stage): void {
  describe('each call is bounded, and no socket is leaked', () => {
    afterAll(() => forgetLimits(given()));

    it('where headers do not come, a body stops, or it comes a byte a second', async () => {
      const stage = given();
      await stage.workers(1);
      const platforms = Object.keys(SLOWNESS);
      const met = new Map<string, Call[]>();
      const lift = stage.platforms.rule(slowTo('emptyslow', met));
      const made = platforms.map((platform) => stage.due([stage.handle('emptyslow', platform)], platform));
      const ids = (await Promise.all(made)).flat();
      const first = await until('all have been asked', () => {
        const calls = platforms.map((platform) => met.get(platform)?.[0]);
        return calls.every((call) => call !== undefined) && calls;
      });

      await until('they have been hung up on', () => first.every((call) => call.over), 3 * CALL_MS);
      lift();

      for (const call of first) expect((call.over ?? Infinity) - call.at).toBeLessThan(2 * CALL_MS);
      expect(first.map((call) => call.status)).toEqual([null, null, null]);
      await stage.becomes(ids, 'READY');
      await until('every connection to a platform is closed', () => stage.platforms.open === 0);
      expect(new Set((await triedOf(stage, ids)).map(({ code }) => code))).toEqual(new Set(['SYNC_TIMEOUT']));
    });

    it('where nobody takes the call', async () => {
      const stage = given();
      const deaf = await startDeafServer();
      try {
        await stage.workers(1, { SIMULATOR_URL: `http://127.0.0.1:${String(deaf.port)}/sim` });
        const ids = await stage.due([stage.handle('empty-deaf')]);
        const tried = await until(
          'it was tried',
          async () => {
            const tries = await triedOf(stage, ids);
            return tries.length > 0 && tries;
          },
          2 * CALL_MS,
        );
        expect(tried.map(({ code }) => code)).toEqual(['SYNC_TIMEOUT']);
        expect(tried[0]?.took).toBeLessThan(CALL_MS);
      } finally {
        deaf.stop();
      }
    });
  });
}
