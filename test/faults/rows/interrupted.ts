/** Workers that stand still for a while, and workers that are asked to stop. */
import { until } from '../../support/until.js';
import { lockTable } from '../stage/locks.js';
import { aGate } from '../stage/platforms.js';
import type { Answer, Call } from '../stage/platforms.js';
import { LEASE_SECONDS } from '../stage/stage.js';
import type { Stage } from '../stage/stage.js';

const FRESH = 'Read by whoever came after';
const RUNNING = 50;
const STOP_MS = 25_000;

const isProfile = ({ path }: Call) => path.includes('getProfile');

/** The same answer, with a name that tells it from the one before. */
const renamed = (body: Buffer): Answer => ({
  body: body.toString().replaceAll(/"displayName":"[^"]*"/g, `"displayName":"${FRESH}"`),
});

export function describeInterruptions(given: () => Stage): void {
  it('SIGSTOP for three leases, then SIGCONT: no stale write, and one effective completion', async () => {
    const stage = given();
    await stage.workers(3);
    const gate = aGate();
    const [atCall, inTransaction] = [stage.handle('empty-frozen'), stage.handle('huge-frozen')];
    let late = true;
    stage.platforms.rule((call) => {
      if (!isProfile(call) || !call.target.includes(atCall)) return null;
      if (!late) return { kind: 'change', change: renamed };
      late = false;
      return { kind: 'hold', until: gate.opened };
    });
    const [first = ''] = await stage.due([atCall], 'bluesky', 0);
    await until('the platform is asked', () => stage.platforms.callsTo('bluesky', atCall).length > 0);
    const frozen = await until('somebody runs it', () => stage.holder(first));
    frozen.freeze();

    const locked = await lockTable(stage.rows, 'social_post');
    const [second = ''] = await stage.due([inTransaction], 'bluesky', 0);
    const other = stage.named(await locked.waiting());
    other?.freeze();
    await locked.release();
    const { rows: since } = await stage.rows.query<{ at: Date }>('SELECT now() AS at');
    await until('three leases have passed', async () => {
      const sql = `SELECT now() > $1::timestamptz + make_interval(secs => $2) AS over`;
      const { rows } = await stage.rows.query<{ over: boolean }>(sql, [since[0]?.at, 3 * LEASE_SECONDS]);
      return rows[0]?.over;
    });
    await stage.becomes([first], 'READY');
    gate.open();
    frozen.thaw();
    other?.thaw();
    await stage.becomes([first, second], 'READY');
    await until('the late worker has noticed', async () => {
      const { rows } = await stage.rows.query(
        `SELECT FROM sync_run WHERE connection_id = $1 AND outcome = 'aborted' AND finished_at IS NOT NULL`,
        [first],
      );
      return rows.length > 0;
    });

    const told = await stage.rows.query(
      `SELECT f.display_name AS name, (SELECT count(*)::int FROM sync_run r WHERE r.connection_id = c.id AND r.outcome = 'ok') AS ended,
         (SELECT count(*)::int FROM social_post p WHERE p.connection_id = c.id) AS posts
       FROM social_connection c JOIN social_profile f ON f.connection_id = c.id WHERE c.id = ANY($1) ORDER BY posts`,
      [[first, second]],
    );
    expect(told.rows).toMatchObject([
      { name: FRESH, ended: 1, posts: 0 },
      { ended: 1, posts: 200 },
    ]);
    expect(other).toBeDefined();
    expect(other).not.toBe(frozen);
  });

  it('SIGTERM during fifty running syncs: gone in time, no attempt charged, nothing lost', async () => {
    const stage = given();
    const [worker] = await stage.workers(1);
    const gate = aGate();
    stage.platforms.rule((call) => (isProfile(call) ? { kind: 'hold', until: gate.opened } : null));
    const ids = await stage.due(Array.from({ length: RUNNING }, () => stage.handle('empty-stopped')));
    await until('all of them run', async () => {
      const sql = `SELECT count(*)::int AS n FROM connection_sync WHERE connection_id = ANY($1) AND lease_started`;
      return (await stage.rows.query<{ n: number }>(sql, [ids])).rows[0]?.n === RUNNING;
    });

    const since = performance.now();
    const ended = await worker?.stop();
    expect(performance.now() - since).toBeLessThan(STOP_MS);
    expect(ended).toEqual({ code: null, signal: 'SIGTERM' }); // Nest ends itself by the signal that it was asked with

    const { rows } = await stage.rows.query(
      `SELECT max(attempt) AS attempt, max(failures) AS failures, max(crash_count) AS crashes, count(*) FILTER (WHERE lease_owner IS NOT NULL)::int AS leased,
         count(*) FILTER (WHERE next_sync_at <= now())::int AS due FROM connection_sync WHERE connection_id = ANY($1)`,
      [ids],
    );
    expect(rows).toEqual([{ attempt: 0, failures: 0, crashes: 0, leased: 0, due: RUNNING }]);
    gate.open();
    stage.platforms.clear();
    await stage.workers(3);
    await stage.becomes(ids, 'READY');
    const after = await stage.rows.query(
      `SELECT DISTINCT outcome, code FROM sync_run WHERE connection_id = ANY($1) ORDER BY outcome`,
      [ids],
    );
    expect(after.rows).toEqual([
      { outcome: 'aborted', code: null },
      { outcome: 'ok', code: null },
    ]);
  });
}
