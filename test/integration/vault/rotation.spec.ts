/** Keys change while everything runs: nothing fails, nothing is lost, and nothing is left of the old ones. */
import { RotationRepository } from '../../../backend/src/oauth/vault/rotation.repository.js';
import { openRows } from '../../factories/rows.js';
import type { Rows } from '../../factories/rows.js';
import { tokensOf, withTokens } from '../../factories/sealed.js';
import { everyPairOpens, sealedWith, versionsOf } from '../../support/token-pairs.js';
import { aRingKey, startVault } from '../../support/vault.js';
import type { VaultProcess } from '../../support/vault.js';

jest.setTimeout(120_000);

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
  it('goes on where a run was killed, with the key that that one made', async () => {
    const one = await start();
    const held = await withTokens(rows, one, 350);
    const killed = await start();
    let batches = 0;
    const repository = killed.app.get(RotationRepository);
    const put = repository.put.bind(repository);
    jest.spyOn(repository, 'put').mockImplementation(async (...args) => {
      await put(...args);
      if ((batches += 1) === 3) throw new Error('killed');
    });
    await expect(killed.rotation.run()).rejects.toThrow('killed');
    expect(await sealedWith(rows, held.agencyId)).toEqual([1, 2]);
    await everyPairOpens(one, held);

    const again = await (await start()).rotation.run();

    expect(again).toMatchObject({ added: 0, deleted: 1, kept: 0, resealed: 150, stuck: [] });
    expect(await versionsOf(rows, held.agencyId)).toEqual(['2 k1']);
    await everyPairOpens(one, held);
  });

  it('touches nothing of a credential but what is sealed', async () => {
    const one = await start();
    const { agencyId } = await withTokens(rows, one, 3);
    await rows.query(
      `UPDATE oauth_credential SET generation = 7, lease_owner = 'somebody', lease_token = 5, lease_until = now() + interval '1 minute', sent_at = now()`,
    );
    const facts = () =>
      rows.query(
        `SELECT to_jsonb(c) - 'access_token' - 'refresh_token' - 'key_version' AS facts FROM oauth_credential c WHERE agency_id = $1`,
        [agencyId],
      );
    const before = (await facts()).rows;

    await one.rotation.run();

    expect((await facts()).rows).toEqual(before);
  });

  it('changes the key of each run, of every agency, whatever the ring says', async () => {
    const one = await start();
    const [first, second] = [await withTokens(rows, one, 2), await withTokens(rows, one, 2)];

    expect(await one.rotation.run()).toMatchObject({ agencies: 2, added: 2, resealed: 4, deleted: 2 });
    expect(await one.rotation.run()).toMatchObject({ agencies: 2, added: 2, resealed: 4, deleted: 2 });

    expect(await versionsOf(rows, first.agencyId)).toEqual(['3 k1']);
    await everyPairOpens(one, second);
  });

  it('waits for those who are sealing with the old key, and takes what they sealed along', async () => {
    const one = await start();
    const { agencyId, ids } = await withTokens(rows, one, 2);
    const [id = ''] = ids;
    let sealed = (): void => undefined;
    let finish = (): void => undefined;
    const hasSealed = new Promise<void>((resolve) => (sealed = resolve));
    const mayFinish = new Promise<void>((resolve) => (finish = resolve));
    const slow = one.database.inAgency(agencyId, async (tx) => {
      const { bytes } = await one.vault.seal(tx, { agencyId, ownerId: id, kind: 'access' }, tokensOf(id).access);
      sealed();
      await mayFinish;
      await tx.$executeRaw`UPDATE oauth_credential SET access_token = ${bytes} WHERE agency_id = ${agencyId}::uuid AND connection_id = ${id}::uuid`;
    });
    await hasSealed;

    const other = await start();
    const rotation = other.rotation.run();
    while (!(await versionsOf(rows, agencyId)).includes('2 k1')) await new Promise(setImmediate);
    finish();
    await slow;
    const first = await rotation;
    const second = first.kept > 0 ? await other.rotation.run() : first;

    expect(second).toMatchObject({ kept: 0, stuck: [] });
    expect(await sealedWith(rows, agencyId)).toEqual([2]);
    await everyPairOpens(one, { agencyId, ids });
  });

  it('takes along what waits to be given back', async () => {
    const one = await start();
    const { agencyId, ids } = await withTokens(rows, one, 2);
    await rows.query(
      `INSERT INTO pending_revocation (id, agency_id, connection_id, platform, app_credential, access_token, refresh_token, key_version,
         issued_at, created_at, give_up_at, next_try_at)
       SELECT gen_random_uuid(), agency_id, connection_id, platform, app_credential, access_token, refresh_token, key_version, now(), now(),
         now(), now()
       FROM oauth_credential`,
    );
    await rows.query('DELETE FROM oauth_credential');

    expect(await one.rotation.run()).toMatchObject({ resealed: 2, deleted: 1, kept: 0 });

    const found = await one.database.asRevoker(
      (tx) =>
        tx.$queryRaw<
          { id: string; access: Uint8Array }[]
        >`SELECT connection_id AS id, access_token AS access FROM pending_revocation`,
    );
    expect(found.map(({ id }) => id).sort()).toEqual([...ids].sort());
    for (const { id, access } of found)
      expect(
        await one.database.asWorker((tx) => one.vault.open(tx, { agencyId, ownerId: id, kind: 'access' }, access)),
      ).toBe(tokensOf(id).access);
  });

  it('keeps what it cannot open, with its key, and counts it', async () => {
    const [old, fresh] = [aRingKey('old'), aRingKey('fresh')];
    const { agencyId, ids } = await withTokens(rows, await start(old), 3);
    await rows.query(`UPDATE oauth_credential SET access_token = '\\x00' WHERE connection_id = $1`, [ids[0]]);

    const rotated = await (await start(fresh)).rotation.run();

    expect(rotated).toMatchObject({ added: 1, resealed: 0, deleted: 0, kept: 1 });
    expect([...rotated.stuck].sort((a, b) => a.rows - b.rows)).toEqual([
      { agencyId, table: 'oauth_credential', problem: 'not-for-this-place', rows: 1 },
      { agencyId, table: 'oauth_credential', problem: 'ring-key-missing', rows: 2 },
    ]);
    expect(await versionsOf(rows, agencyId)).toEqual(['1 old', '2 fresh']);

    const both = await start(`${fresh},${old}`);
    expect(await both.rotation.run()).toMatchObject({ added: 0, resealed: 2, kept: 1 });
    await everyPairOpens(both, { agencyId, ids: ids.slice(1) });
  });
});
