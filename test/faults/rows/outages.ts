/** Platforms that fail often, and platforms that are down. */
import { until } from '../../support/until.js';
import { chanceOf } from '../stage/dice.js';
import type { Answer, Call } from '../stage/platforms.js';
import { LONG } from '../stage/stage.js';
import type { Stage } from '../stage/stage.js';
import { forgetLimits } from './limits.js';

const FAILING = LONG ? 500 : 100;
/** Of each five calls of a kind so many fail. */
const BAD_OF_FIVE = 2;
const AMPLIFICATION = 2;
const OTHERS = LONG ? 300 : 60;
const OTHERS_ALIVE = 0.95;
const STATUSES = [500, 502, 503] as const;

const failure = (status: number): Answer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: '<html><body>It does not work</body></html>',
});

const names = (stage: Stage, count: number, platform: string) =>
  Array.from({ length: count }, () => stage.handle('emptyout', platform));

/** Which of five fail is chance; how many is not, whatever the seed and the order in which calls come. */
function fails(path: string, place: number): boolean {
  const draws = [0, 1, 2, 3, 4].map((one) => chanceOf('outage', path, Math.floor(place / 5), one));
  const own = draws[place % 5] ?? 0;
  return draws.filter((other) => other < own).length < BAD_OF_FIVE;
}

/** The calls that so many accounts with posts cost until each has what there is, or has had its tries. */
async function callsFor(stage: Stage, begins: string): Promise<readonly Call[]> {
  const before = stage.platforms.callsTo('bluesky').length;
  const ids = await stage.due(Array.from({ length: FAILING }, () => stage.handle(begins)));
  const sql = `SELECT count(*)::int AS n FROM social_connection c JOIN connection_product p ON p.connection_id = c.id AND p.product = 'posts'
    WHERE c.id = ANY($1) AND (c.status = 'ERROR' OR c.status = 'READY' AND p.activity = 'idle')`;
  await until(
    'each has had its tries',
    async () => (await stage.rows.query<{ n: number }>(sql, [ids])).rows[0]?.n === FAILING,
    240_000,
  );
  return stage.platforms.callsTo('bluesky').slice(before);
}

export function describeOutages(given: () => Stage): void {
  describe('a platform', () => {
    afterAll(() => forgetLimits(given()));

    it('that fails 40 % of all calls with 500, 502 and 503: all arrive, with at most twice the calls', async () => {
      const stage = given();
      await stage.workers(1); // several would share each wave of tries: how few come together in a call then is the machine's doing
      const needed = await callsFor(stage, 'calm');
      const asked = new Map<string, number>();
      stage.platforms.rule(({ platform, path }) => {
        if (platform !== 'bluesky') return null;
        const place = asked.get(path) ?? 0;
        asked.set(path, place + 1);
        if (!fails(path, place)) return null;
        const status = STATUSES[Math.floor(chanceOf('status', path, place) * STATUSES.length)] ?? 503;
        return { kind: 'answer', answer: failure(status) };
      });

      const made = await callsFor(stage, 'shaky');

      const failed = made.filter(({ status }) => status !== 200).length;
      expect(failed / made.length).toBeGreaterThan(BAD_OF_FIVE / 10);
      expect(made.length / needed.length).toBeLessThanOrEqual(AMPLIFICATION);
    });

    it('that is down for long: its breaker opens, nobody is blamed, and the others go on', async () => {
      const stage = given();
      await forgetLimits(stage);
      await stage.workers(3);
      const lift = stage.platforms.rule(({ platform }) =>
        platform === 'bluesky' ? { kind: 'answer', answer: failure(503) } : null,
      );
      const down = await stage.due(Array.from({ length: FAILING }, () => stage.handle('empty-down')));
      const others = (
        await Promise.all(
          ['youtube', 'x', 'instagram'].map((platform) => stage.due(names(stage, OTHERS / 3, platform), platform)),
        )
      ).flat();

      const waits = async () => {
        const { rows } = await stage.rows.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM connection_product WHERE connection_id = ANY($1) AND product = 'profile' AND activity = 'waiting_platform'`,
          [down],
        );
        return rows[0]?.n ?? 0;
      };
      await until('the breaker holds them back', async () => (await waits()) > 0);
      await until('the others have arrived', async () => {
        const { rows } = await stage.rows.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM social_connection WHERE id = ANY($1) AND status = 'READY'`,
          [others],
        );
        return (rows[0]?.n ?? 0) >= others.length * OTHERS_ALIVE;
      });
      const calls = stage.platforms.callsTo('bluesky').length;
      expect(calls).toBeLessThan(FAILING * AMPLIFICATION);

      lift();
      await stage.becomes(others, 'READY');
    });
  });
}
