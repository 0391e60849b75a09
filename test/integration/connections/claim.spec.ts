import { anAgency, openRows } from '../../factories/rows.js';
import type { Rows } from '../../factories/rows.js';
import { someDue } from '../../factories/sync-rows.js';
import { anEngine, wishFor } from '../../support/worker.js';
import { until } from '../../support/until.js';
import type { Engine } from '../../support/worker.js';
import { assertInvariants } from '../../support/invariants.js';

const NOWHERE = { url: 'http://127.0.0.1:9/sim' };
const CAP = 5;

describe('claiming what is due', () => {
  let rows: Rows;
  let engines: Engine[];

  const claimAll = (limit: number) =>
    Promise.all(engines.map(({ sync }, index) => sync.claim(wishFor(`worker-${index}`, Math.min(limit, CAP)))));

  beforeAll(async () => {
    rows = openRows();
    engines = await Promise.all([0, 1, 2, 3].map(() => anEngine(NOWHERE, { SYNC_PLATFORM_CONCURRENCY: String(CAP) })));
  });
  afterEach(async () => {
    await assertInvariants(rows).finally(() => rows.query('DELETE FROM agency'));
  });
  afterAll(async () => {
    await Promise.all(engines.map((engine) => engine.close()));
    await rows.end();
  });

  /** Ends what was claimed, as if it had been done. */
  const finish = (ids: readonly string[]) =>
    rows.query(
      `WITH done AS (UPDATE connection_sync SET lease_owner = NULL, lease_until = NULL, next_sync_at = now() + interval '1 hour'
         WHERE connection_id = ANY($1) RETURNING connection_id),
       idle AS (UPDATE connection_product SET activity = 'idle', outcome = 'ok' WHERE connection_id = ANY($1) RETURNING 1)
       UPDATE social_connection SET status = 'READY' WHERE id = ANY($1)`,
      [ids],
    );

  const isSomebodyWaiting = async () => {
    const sql = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return (await rows.query(sql)).rows.length > 0;
  };

  it('gives each row to one claimer, and never more of a platform than its cap', async () => {
    const due = [
      ...(await someDue(rows, { count: 12, platform: 'bluesky' })),
      ...(await someDue(rows, { count: 12, platform: 'youtube' })),
      ...(await someDue(rows, { count: 9, platform: 'bluesky' })),
    ];
    const claimed: string[] = [];
    for (let left = due.length; left > 0;) {
      const round = (await claimAll(50)).flat();
      expect(round.length).toBeGreaterThan(0);
      for (const platform of ['bluesky', 'youtube'])
        expect(round.filter((claim) => claim.platform === platform).length).toBeLessThanOrEqual(CAP);
      claimed.push(...round.map(({ connectionId }) => connectionId));
      await finish(round.map(({ connectionId }) => connectionId));
      left -= round.length;
    }

    expect([...claimed].sort()).toEqual([...due].sort());
  });

  it('keeps to the cap while earlier claims are still running', async () => {
    await someDue(rows, { count: 20 });

    const first = (await claimAll(2)).flat();
    const second = (await claimAll(2)).flat();

    expect(first.length + second.length).toBe(CAP);
    expect(await engines[0]?.sync.claim(wishFor('late', 10))).toEqual([]);
  });

  it('is held up by no claimer that hangs before its commit, and keeps to the cap all the same', async () => {
    const [oldest] = await someDue(rows, { count: 20 });
    const claiming = (owner: string) => engines[0]?.sync.claim(wishFor(owner, CAP)) ?? [];
    const client = await rows.connect();
    try {
      await client.query('BEGIN');
      await client.query('SELECT 1 FROM connection_product WHERE connection_id = $1 FOR UPDATE', [oldest]);
      const hanging = claiming('hangs');
      await until('the first claim hangs', isSomebodyWaiting);
      const others = await someDue(rows, { count: 2, platform: 'youtube', seconds: 10 });

      const beside = await claiming('beside it');
      expect(beside.map(({ connectionId }) => connectionId).sort()).toEqual([...others].sort());

      await client.query('COMMIT');
      expect(await hanging).toHaveLength(CAP);
    } finally {
      client.release(true);
    }
  });

  it('serves the lanes in their order, and the oldest first within a lane', async () => {
    const backfill = await someDue(rows, { count: 2, lane: 2, seconds: 9_000, platform: 'youtube' });
    const { id: agencyId } = await anAgency(rows);
    const scheduled = await someDue(rows, { agencyId, count: 2, lane: 1, seconds: 5_000 });
    const interactive = await someDue(rows, { agencyId, count: 2, lane: 0, seconds: 10 });
    const order: string[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      const claims = (await engines[0]?.sync.claim(wishFor('one by one', 1))) ?? [];
      order.push(...claims.map(({ connectionId }) => connectionId));
      await finish(order);
    }

    expect(order).toEqual([...interactive, ...scheduled, ...backfill]);
  });

  it('lets agencies take turns, however much one of them has due', async () => {
    const { id: greedy } = await anAgency(rows);
    const { id: small } = await anAgency(rows);
    await someDue(rows, { agencyId: greedy, count: 300, seconds: 9_000 });
    const theirs = await someDue(rows, { agencyId: small, count: 2, seconds: 5 });

    const claims = (await engines[0]?.sync.claim(wishFor('fair', 4))) ?? [];

    expect(claims.map(({ agencyId }) => agencyId).sort()).toEqual([greedy, greedy, small, small].sort());
    expect(claims.map(({ connectionId }) => connectionId)).toEqual(expect.arrayContaining(theirs));
  });

  it('lets no platform at its cap stand in the way of another', async () => {
    await someDue(rows, { count: 300, seconds: 9_000 });
    await engines[0]?.sync.claim(wishFor('busy', CAP));
    const others = await someDue(rows, { count: 2, platform: 'youtube', seconds: 10 });

    const claims = (await engines[0]?.sync.claim(wishFor('next', 2))) ?? [];

    expect(claims.map(({ connectionId }) => connectionId).sort()).toEqual([...others].sort());
  });

  it.each(['archived', 'paused', 'suspended'])('never takes what is %s', async (control) => {
    const ids = await someDue(rows, { count: CAP + 1, control });
    if (control === 'archived')
      await rows.query('UPDATE connection_sync SET next_sync_at = NULL WHERE connection_id = ANY($1)', [ids]);
    const wanted = await someDue(rows, { count: 1, seconds: 10 });

    const claims = (await claimAll(10)).flat();

    expect(claims.map(({ connectionId }) => connectionId)).toEqual(wanted);
  });

  it('shows a first sync as SYNCING as soon as it is claimed', async () => {
    const [id] = await someDue(rows, { count: 1 });

    await engines[0]?.sync.claim(wishFor('one', 1));

    const { rows: shown } = await rows.query('SELECT status FROM social_connection WHERE id = $1', [id]);
    expect(shown).toEqual([{ status: 'SYNCING' }]);
  });
});
