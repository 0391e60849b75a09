/** Who takes what when: by platform, lane, age and agency, and never twice. */
import type { ClaimRoom, ClaimWish } from '../../../backend/src/connections/connection-sync.service.js';
import { anAgency, openRows } from '../../factories/rows.js';
import type { Rows } from '../../factories/rows.js';
import { expireLease, makeDue, someDue, syncRow } from '../../factories/sync-rows.js';
import { aRoom, idsOf, oneRoom, regular } from '../../support/claims.js';
import { assertInvariants } from '../../support/invariants.js';
import { anEngine, wishFor } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

const NOWHERE = { url: 'http://127.0.0.1:9/sim' };
const SHOWN = ['control', 'auth', 'status'] as const;

describe('claiming what is due', () => {
  let rows: Rows;
  let engine: Engine;
  let others: Engine[];

  beforeAll(async () => {
    rows = openRows();
    [engine, ...others] = (await Promise.all([0, 1, 2, 3].map(() => anEngine(NOWHERE)))) as [Engine, ...Engine[]];
  });
  afterEach(async () => {
    await assertInvariants(rows).finally(() => rows.query('DELETE FROM agency'));
  });
  afterAll(async () => {
    await Promise.all([engine, ...others].map((each) => each.close()));
    await rows.end();
  });

  const claim = (given: Partial<ClaimRoom> = {}, heldBack: ClaimWish['heldBack'] = []) =>
    engine.sync.claim(oneRoom(given, heldBack));

  /** Ends what was claimed, as if it had been done. */
  const finish = (ids: readonly string[]) =>
    rows.query(
      `WITH done AS (UPDATE connection_sync SET lease_owner = NULL, lease_until = NULL, next_sync_at = now() + interval '1 hour'
         WHERE connection_id = ANY($1) RETURNING connection_id),
       idle AS (UPDATE connection_product SET activity = 'idle', outcome = 'ok' WHERE connection_id = ANY($1) RETURNING 1)
       UPDATE social_connection SET status = 'READY' WHERE id = ANY($1)`,
      [ids],
    );

  it('gives each row to one claimer, however many claim at once', async () => {
    const due = [
      ...(await someDue(rows, { count: 60, platform: 'bluesky' })),
      ...(await regular(rows, { count: 60, platform: 'youtube' })),
      ...(await regular(rows, { count: 40, platform: 'bluesky', lane: 2 })),
    ];
    const claimed: string[] = [];
    while (claimed.length < due.length) {
      const round = await Promise.all([engine, ...others].map((each, n) => each.sync.claim(wishFor(`worker ${n}`, 7))));
      for (const claims of round)
        for (const platform of ['bluesky', 'youtube'])
          expect(claims.filter((each) => each.platform === platform).length).toBeLessThanOrEqual(7);
      expect(round.flat().length).toBeGreaterThan(0);
      claimed.push(...idsOf(round.flat()));
    }

    expect([...claimed].sort()).toEqual([...due].sort());
    expect(await claim()).toEqual([]);
  });

  it('waits for nobody who moves a connection just now, and takes it a moment later', async () => {
    const [watched, free] = await someDue(rows, { count: 2 });
    const client = await rows.connect();
    try {
      await client.query('BEGIN');
      await client.query('SELECT 1 FROM social_connection WHERE id = $1 FOR UPDATE', [watched]);
      expect(idsOf(await claim())).toEqual([free]);
      await client.query('COMMIT');
    } finally {
      client.release(true);
    }

    expect(idsOf(await claim())).toEqual([watched]);
  });

  it('takes the oldest first, whichever lane is ahead by ten minutes for each step', async () => {
    const of = { agencyId: (await anAgency(rows)).id, count: 1, platform: 'youtube' };
    const [old] = await regular(rows, { ...of, lane: 2, seconds: 3_000 });
    const [late] = await regular(rows, { ...of, lane: 1, seconds: 1_700 });
    const [now] = await someDue(rows, { ...of, lane: 0, seconds: 5 });
    const [young] = await regular(rows, { ...of, lane: 1, seconds: 300 });
    const [youngest] = await regular(rows, { ...of, lane: 2, seconds: 700 });
    const order: string[] = [];
    for (let turn = 0; turn < 5; turn += 1) order.push(...idsOf(await claim({ platform: 'youtube', most: 1 })));

    expect(order).toEqual([old, late, now, young, youngest]);
  });

  it('starves no backfill, however many people ask without end', async () => {
    const { id: agencyId } = await anAgency(rows);
    const patient = await regular(rows, { agencyId, count: 3, lane: 2, seconds: 1_190 });
    const served: string[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      await someDue(rows, { agencyId, count: 20, lane: 0, seconds: 1 });
      const claims = await claim({ most: 5 });
      served.push(...idsOf(claims));
      await finish(idsOf(claims));
      await rows.query(
        `UPDATE connection_sync SET next_sync_at = next_sync_at - interval '5 seconds' WHERE lane = 2 AND lease_owner IS NULL`,
      );
    }

    expect(served).toEqual(expect.arrayContaining(patient));
  });

  it('lets an agency with thousands due hold up another by one claim at most', async () => {
    const [greedy, small] = [(await anAgency(rows)).id, (await anAgency(rows)).id];
    await regular(rows, { agencyId: greedy, count: 5_000, seconds: 9_000 });
    const theirs = await regular(rows, { agencyId: small, count: 3, seconds: 5 });

    const first = await claim({ most: 100 });
    const second = await claim({ most: 100 }, [greedy]);

    expect(first).toHaveLength(100);
    expect(idsOf(second).slice(0, 3).sort()).toEqual([...theirs].sort());
    expect(second).toHaveLength(100);
    expect(new Set(idsOf([...first, ...second])).size).toBe(200);
  });

  it('leaves an agency that is held back what the others leave over, and no more', async () => {
    const [held, other] = [(await anAgency(rows)).id, (await anAgency(rows)).id];
    await regular(rows, { agencyId: held, count: 9, seconds: 900 });
    await regular(rows, { agencyId: other, count: 4, seconds: 5 });

    const claims = await claim({ most: 6 }, [held]);

    expect(claims.map(({ agencyId }) => agencyId)).toEqual([...Array<string>(4).fill(other), held, held]);
  });

  it('lets no platform without room stand in the way of another', async () => {
    await regular(rows, { count: 300, seconds: 9_000 });
    const wanted = await regular(rows, { count: 2, platform: 'youtube', seconds: 10 });
    const rooms = [aRoom({ most: 0 }), aRoom({ platform: 'youtube', most: 2 })];

    expect(idsOf(await engine.sync.claim({ owner: 'one', rooms, heldBack: [] })).sort()).toEqual([...wanted].sort());
    expect(await claim({ most: 0 })).toEqual([]);
  });

  it.each(['archived', 'paused', 'suspended'])(
    'never takes what is %s, and nobody waits behind it',
    async (control) => {
      const ids = await regular(rows, { count: 30, control });
      if (control === 'archived')
        await rows.query('UPDATE connection_sync SET next_sync_at = NULL WHERE connection_id = ANY($1)', [ids]);
      const wanted = await regular(rows, { count: 1, seconds: 10 });

      expect(idsOf(await claim({ most: 2 }))).toEqual(wanted);
    },
  );

  it('never takes what a platform’s limit blocks', async () => {
    const [blocked] = await regular(rows, { count: 1 });
    await rows.query(
      `UPDATE connection_sync SET blocked_until = now() + interval '1 minute' WHERE connection_id = $1`,
      [blocked],
    );

    expect(await claim()).toEqual([]);
  });

  it('takes no more of those who are read by themselves than there are slots', async () => {
    const { id: agencyId } = await anAgency(rows);
    const consented = await regular(rows, { agencyId, count: 6, seconds: 900 });
    const together = await regular(rows, { agencyId, count: 5 });
    const auth = (to: string) =>
      rows.query('UPDATE social_connection SET auth = $2 WHERE id = ANY($1)', [consented, to]);
    await auth('active');

    const taken = await engine.sync.claim(oneRoom({ most: 50, alone: 2 }));

    await auth('none');
    expect(idsOf(taken).sort()).toEqual([...consented.slice(0, 2), ...together].sort());
  });

  it('takes only those whom somebody waits for, where that is the wish', async () => {
    const { id: agencyId } = await anAgency(rows);
    await regular(rows, { agencyId, count: 5 });
    const waitedFor = await someDue(rows, { agencyId, lane: 0, count: 2, seconds: 5 });

    expect(idsOf(await engine.sync.claim(oneRoom({ urgentOnly: true }))).sort()).toEqual(waitedFor.sort());
  });

  it('sets a sync aside after exactly three crashes', async () => {
    const [id = ''] = await regular(rows, { count: 1 });
    const poisoned: boolean[] = [];
    const suspect: boolean[] = [];
    for (let crash = 0; crash < 3; crash += 1) {
      await makeDue(rows, id);
      const claims = await claim();
      suspect.push(...claims.map((one) => one.suspect));
      await engine.sync.beginMany(claims, 'dies', () => Promise.resolve());
      await expireLease(rows, id);
      poisoned.push(...(await engine.sync.reconcile(() => Promise.resolve())).map((lost) => lost.poisoned));
    }

    expect(suspect).toEqual([false, true, true]);
    expect(poisoned).toEqual([false, false, true]);
    const row = await syncRow(rows, id);
    expect(row).toMatchObject({ cause: 'heal', crash_count: 0, lease_owner: null });
    expect(row.due_in).toBeGreaterThan(3_600);
  });

  describe('and what is shown of it', () => {
    const shown = async (id: string | undefined) =>
      (
        await rows.query<Record<(typeof SHOWN)[number], string>>(
          `SELECT ${SHOWN.join()} FROM social_connection WHERE id = $1`,
          [id],
        )
      ).rows[0];

    it('is SYNCING where somebody waits for it', async () => {
      const [id] = await someDue(rows, { count: 1 });

      await claim();

      expect(await shown(id)).toMatchObject({ status: 'SYNCING' });
    });

    it('is nothing where nobody does: one row is written, in place', async () => {
      const ids = await regular(rows, { count: 20 });
      const versions = async () => {
        const sql = `SELECT c.xmin, p.xmin, q.xmin FROM social_connection c JOIN connection_product p ON p.connection_id = c.id AND p.product = 'profile'
          JOIN connection_product q ON q.connection_id = c.id AND q.product = 'posts' WHERE c.id = ANY($1) ORDER BY c.id`;
        return (await rows.query({ text: sql, values: [ids], rowMode: 'array' })).rows as unknown[][];
      };
      const before = await versions();

      const claims = await claim({ most: 20 });
      await engine.sync.beginMany(claims, 'one', () => Promise.resolve());
      await engine.sync.renewMany(claims);

      expect(claims).toHaveLength(20);
      expect(await versions()).toEqual(before);
    });
  });
});
