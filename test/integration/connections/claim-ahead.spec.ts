/** Calls that read many at once go out full: what is due soon comes along. */
import type { ClaimRoom } from '../../../backend/src/connections/connection-sync.service.js';
import { anAgency, openRows } from '../../factories/rows.js';
import type { Rows } from '../../factories/rows.js';
import { expireLease } from '../../factories/sync-rows.js';
import type { DueGiven } from '../../factories/sync-rows.js';
import { idsOf, oneRoom, regular } from '../../support/claims.js';
import { assertInvariants } from '../../support/invariants.js';
import { anEngine } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

describe('claiming ahead of its time', () => {
  let rows: Rows;
  let engine: Engine;

  beforeAll(async () => {
    rows = openRows();
    engine = await anEngine({ url: 'http://127.0.0.1:9/sim' });
  });
  afterEach(async () => {
    await assertInvariants(rows).finally(() => rows.query('DELETE FROM agency'));
  });
  afterAll(async () => {
    await engine.close();
    await rows.end();
  });

  const claim = (given: Partial<ClaimRoom>) => engine.sync.claim(oneRoom(given));
  const soon = (given: Partial<DueGiven> & { count: number }) => regular(rows, { seconds: -60, ...given });

  it('fills a call with what is due soon, and not beyond it', async () => {
    await regular(rows, { count: 7 });
    await soon({ count: 20 });

    expect(await claim({ most: 50, aheadSeconds: 120, multiple: 5 })).toHaveLength(10);
    expect(await claim({ most: 50, aheadSeconds: 120, multiple: 5 })).toEqual([]);
  });

  it('takes nothing along where nothing is due, calls are full, or the room is', async () => {
    await soon({ count: 20 });
    expect(await claim({ most: 50, aheadSeconds: 120, multiple: 5 })).toEqual([]);

    await regular(rows, { count: 10 });
    expect(await claim({ most: 10, aheadSeconds: 120, multiple: 5 })).toHaveLength(10);
    await regular(rows, { count: 7 });
    expect(await claim({ most: 8, aheadSeconds: 120, multiple: 5 })).toHaveLength(8);
  });

  it('takes along no one-to-one reads, nothing that waits for a reason, and nothing later than wished', async () => {
    const { id: agencyId } = await anAgency(rows);
    const reasons = await soon({ agencyId, count: 6 });
    const set = (sql: string, id = reasons.pop()) =>
      rows.query(`UPDATE connection_sync SET ${sql} WHERE connection_id = $1`, [id]);
    await set('attempt = 1');
    await set(`blocked_until = now() + interval '1 minute'`);
    await set(`cause = 'heal'`);
    await set('lane = 2');
    await set(`next_sync_at = now() + interval '4 minutes'`);
    await rows.query(`UPDATE social_connection SET control = 'paused', status = 'PAUSED' WHERE id = $1`, [reasons[0]]);
    const [due] = await regular(rows, { agencyId, count: 1 });

    expect(idsOf(await claim({ most: 50, aheadSeconds: 120, multiple: 50 }))).toEqual([due]);
    await rows.query('UPDATE connection_sync SET next_sync_at = NULL WHERE connection_id = $1', [reasons[0]]);
  });

  it('is found as well, where its worker is lost', async () => {
    await regular(rows, { count: 1 });
    await soon({ count: 1, seconds: -100 });
    const claims = await claim({ most: 50, aheadSeconds: 120, multiple: 2 });
    expect(claims).toHaveLength(2);
    for (const { connectionId } of claims) await expireLease(rows, connectionId);

    expect(
      (await engine.sync.reconcile(() => Promise.resolve())).map(({ connectionId }) => connectionId).sort(),
    ).toEqual(idsOf(claims).sort());
  });
});
