/** Thousands of pairs of tokens under a new key, while they are read and refreshed; ten in the long form of the tests. */
import { openRows } from '../../factories/rows.js';
import type { Rows } from '../../factories/rows.js';
import { withTokens } from '../../factories/sealed.js';
import { everyPairOpens, readPair, refreshPair, sealedWith, versionsOf } from '../../support/token-pairs.js';
import { aRingKey, startVault } from '../../support/vault.js';
import type { VaultProcess } from '../../support/vault.js';

jest.setTimeout(120_000);

const MANY = process.env['LONG'] === 'on' ? 10_000 : 3_000;

let rows: Rows;
const running: VaultProcess[] = [];

beforeAll(() => {
  rows = openRows();
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
  await rows.query('DELETE FROM agency_key; DELETE FROM oauth_credential; DELETE FROM pending_revocation');
});
afterAll(() => rows.end());

async function start(keys?: string): Promise<VaultProcess> {
  const started = await startVault(keys);
  running.push(started);
  return started;
}

describe('changing keys', () => {
  it('fails nobody who reads or refreshes meanwhile, and leaves nothing under the old one', async () => {
    const keys = [aRingKey('new'), aRingKey('old')].join(',');
    const [old] = [await start(keys.split(',')[1])];
    const held = await withTokens(rows, old, MANY);
    const { agencyId, ids } = held;
    const [rotating, reading, refreshing] = [await start(keys), await start(keys), await start(keys)];
    let over = false;
    let done = { reads: 0, refreshes: 0 };
    const pick = (n: number) => ids[(n * 7_919) % ids.length] ?? '';
    const reads = async () => {
      for (let n = 0; !over; n++) await readPair(reading, agencyId, pick(n));
    };
    const refreshes = async (from: number) => {
      for (let n = from; !over; n += 2, done = { ...done, refreshes: done.refreshes + 1 })
        await refreshPair(refreshing, agencyId, pick(n));
    };
    const others = [reads(), reads(), refreshes(0), refreshes(1)];

    const rotated = await rotating.rotation.run();
    over = true;
    await Promise.all(others);

    expect(rotated).toMatchObject({ agencies: 1, added: 1, deleted: 1, kept: 0, stuck: [] });
    expect(done.refreshes).toBeGreaterThan(10);
    expect(await versionsOf(rows, agencyId)).toEqual(['2 new']);
    expect(await sealedWith(rows, agencyId)).toEqual([2]);
    // The old key of the ring may go now.
    const after = await start(keys.split(',')[0]);
    await everyPairOpens(after, { agencyId, ids: ids.slice(0, 500) });
    const touched = await rows.query<{ connection_id: string }>(
      'SELECT connection_id FROM oauth_credential WHERE agency_id = $1 AND generation > 1',
      [agencyId],
    );
    await everyPairOpens(after, { agencyId, ids: touched.rows.map(({ connection_id }) => connection_id) });
  });
});
