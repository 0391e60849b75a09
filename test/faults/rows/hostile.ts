/** Every read of every adapter, answered with each part of the corpus; and whole syncs of what was read well before. */
import { until } from '../../support/until.js';
import { CORPUS } from '../corpus/hostile.js';
import type { Hostile } from '../corpus/hostile.js';
import { openReader, READ_PLATFORMS } from '../corpus/reader.js';
import type { Reader } from '../corpus/reader.js';
import type { Stage } from '../stage/stage.js';
import { forgetLimits } from './limits.js';

const SYNCED = ['bluesky', 'youtube', 'x', 'instagram'];
/** What a worker may take in all; whole answers of the largest kind would be far beyond it, were they kept. */
const MOST_MEMORY = 700 * 1024 * 1024;
/** Of what a run may ask, with room for a page too many. */
const MOST_PAGES = 25;

const digestOf = async (stage: Stage, ids: readonly string[]): Promise<unknown> => {
  const sql = ['social_profile', 'social_post', 'profile_snapshot'].map(
    (
      table,
    ) => `SELECT '${table}' AS of, md5(coalesce(string_agg(md5((to_jsonb(t) - 'checked_at')::text), '' ORDER BY to_jsonb(t)::text), '')) AS digest
      FROM ${table} t WHERE connection_id = ANY($1)`,
  );
  return (await stage.rows.query(`${sql.join(' UNION ALL ')} ORDER BY 1`, [ids])).rows;
};

/** How many of them were tried since a time of the database's, and have come to an end. */
const tried = async (stage: Stage, ids: readonly string[], since: string): Promise<number> => {
  const sql = `SELECT count(DISTINCT connection_id)::int AS n FROM sync_run
    WHERE connection_id = ANY($1) AND outcome <> 'running' AND started_at >= $2::timestamptz`;
  return (await stage.rows.query<{ n: number }>(sql, [ids, since])).rows[0]?.n ?? 0;
};

/**
 * All are due at once, as if nothing had failed yet; answers with when, by the database's clock and to the millisecond, as
 * starts of tries are known. In one statement: it began before anybody could see what it did, and try them.
 */
const dueAgain = async (stage: Stage, ids: readonly string[]): Promise<string> => {
  const { rows } = await stage.rows.query<{ since: string }>(
    `UPDATE connection_sync SET next_sync_at = now(), attempt = 0, failures = 0 WHERE connection_id = ANY($1)
     RETURNING date_trunc('milliseconds', now())::text AS since`,
    [ids],
  );
  return rows[0]?.since ?? '';
};

export function describeHostility(given: () => Stage): void {
  describe.each(READ_PLATFORMS)('hostile answers of %s', (platform) => {
    let reader: Reader;

    beforeAll(async () => {
      const stage = given();
      await stage.workers(0);
      stage.platforms.clear();
      reader = await openReader(await stage.desk(), stage, platform);
    });

    it.each(CORPUS.map((entry): [string, Hostile] => [entry.name, entry]))(
      'at every endpoint: %s',
      async (_, { answer, outcome }) => {
        const { platforms } = given();
        expect(reader.endpoints.length).toBeGreaterThan(0);
        for (const endpoint of reader.endpoints) {
          const lift = platforms.rule((call) =>
            call.platform === platform && call.path === endpoint.path
              ? { kind: 'answer', answer: answer(endpoint.truth) }
              : null,
          );
          const found = await reader.read();
          lift();
          expect({ endpoint: endpoint.path, faults: found.faults }).toEqual({ endpoint: endpoint.path, faults: [] });
          const codes = found.codes.length === 0 && outcome === 'harmless' ? [] : found.codes;
          expect({ endpoint: endpoint.path, refused: outcome === 'harmless' || codes.length > 0 }).toEqual({
            endpoint: endpoint.path,
            refused: true,
          });
        }
      },
    );
  });

  describe('hostile answers to a sync', () => {
    afterAll(() => forgetLimits(given()));

    it('leave what was read before as it was, and memory within bounds', async () => {
      const stage = given();
      const [worker] = await stage.workers(1);
      const made = SYNCED.map((platform) => stage.due([stage.handle('hostile', platform)], platform));
      const ids = (await Promise.all(made)).flat();
      await stage.becomes(ids, 'READY');
      const before = await digestOf(stage, ids);
      const truths = new Map(stage.platforms.truth);

      // Never lifted in between: who tries again by itself would read well, and what it reads has moved on since. Nor does any
      // endpoint answer truly that was not asked before, as the one for many accounts where each had been asked for alone.
      let answer: Hostile['answer'] = () => ({ body: '' });
      const lift = stage.platforms.rule(({ platform, path }) => {
        if (!SYNCED.includes(platform)) return null;
        const [, other] = [...truths].find(([place]) => place.startsWith(`${platform} `)) ?? [];
        const truth = truths.get(`${platform} ${path}`) ?? other;
        return truth ? { kind: 'answer', answer: answer(truth) } : { kind: 'silence' };
      });
      for (const entry of CORPUS.filter(({ outcome }) => outcome === 'refused')) {
        answer = entry.answer;
        const since = await dueAgain(stage, ids);
        await until(`all have tried ${entry.name}`, async () => (await tried(stage, ids, since)) === ids.length);
      }

      expect(await digestOf(stage, ids)).toEqual(before);
      lift();
      const codes = await stage.rows.query<{ code: string }>(
        `SELECT DISTINCT code FROM sync_run WHERE connection_id = ANY($1) AND outcome NOT IN ('ok', 'partial') ORDER BY code`,
        [ids],
      );
      expect(codes.rows).toEqual([{ code: 'PLATFORM_CONTRACT_CHANGED' }]);
      expect(worker?.peakMemory()).toBeLessThan(MOST_MEMORY);
    });

    it('that go in circles come to an end', async () => {
      const stage = given();
      await stage.workers(1);
      stage.platforms.rule(({ path }) =>
        path.endsWith('getAuthorFeed')
          ? {
              kind: 'change',
              change: (body) => ({ body: body.toString().replace(/"cursor":"[^"]*"/, '"cursor":"round"') }),
            }
          : null,
      );
      const handle = stage.handle('huge-circle');
      const [id = ''] = await stage.due([handle]);
      await until('it has come to an end', async () => (await tried(stage, [id], '-infinity')) > 0);

      const pages = stage.platforms.callsTo('bluesky', handle).filter(({ path }) => path.endsWith('getAuthorFeed'));
      expect(pages.length).toBeLessThan(MOST_PAGES);
    });
  });
}
