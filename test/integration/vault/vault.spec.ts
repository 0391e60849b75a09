/** Secrets at rest: sealed for one place, with a key per agency that only the ring opens. */
import { randomUUID } from 'node:crypto';
import type { SealedFor } from '../../../backend/src/oauth/vault/vault.service.js';
import { anAgency, openRows } from '../../factories/rows.js';
import type { Rows } from '../../factories/rows.js';
import { aRingKey, startVault } from '../../support/vault.js';
import type { VaultProcess } from '../../support/vault.js';

const SECRET = 'a-token-worth-hiding';

let rows: Rows;
const running: VaultProcess[] = [];

beforeAll(() => {
  rows = openRows();
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});
afterAll(() => rows.end());

async function start(keys?: string): Promise<VaultProcess> {
  const started = await startVault(keys);
  running.push(started);
  return started;
}

async function aPlace(kind: SealedFor['kind'] = 'access'): Promise<SealedFor> {
  return { agencyId: (await anAgency(rows)).id, ownerId: randomUUID(), kind };
}

const seal = async ({ database, vault }: VaultProcess, of: SealedFor, text = SECRET) =>
  (await database.inAgency(of.agencyId, (tx) => vault.seal(tx, of, text))).bytes;
const open = ({ database, vault }: VaultProcess, of: SealedFor, bytes: Uint8Array) =>
  database.inAgency(of.agencyId, (tx) => vault.open(tx, of, bytes));

async function versionsOf(agencyId: string): Promise<number[]> {
  const found = await rows.query<{ version: number }>(
    'SELECT version FROM agency_key WHERE agency_id = $1 ORDER BY version',
    [agencyId],
  );
  return found.rows.map(({ version }) => version);
}

describe('the vault', () => {
  it('gives back what it sealed, to other processes too, and to workers', async () => {
    const [one, other] = [await start(), await start()];
    const of = await aPlace();
    const bytes = await seal(one, of);

    expect(await open(other, of, bytes)).toBe(SECRET);
    expect(await other.database.asWorker((tx) => other.vault.open(tx, of, bytes))).toBe(SECRET);
    expect(await versionsOf(of.agencyId)).toEqual([1]);
  });

  it('makes one key for an agency, whoever comes first of many', async () => {
    const [one, other] = [await start(), await start()];
    const of = await aPlace();

    const sealed = await Promise.all(Array.from({ length: 20 }, (_, at) => seal(at % 2 === 0 ? one : other, of)));

    expect(await versionsOf(of.agencyId)).toEqual([1]);
    for (const bytes of sealed) expect(await open(one, of, bytes)).toBe(SECRET);
  });

  it('uses no key that was taken back with the work that made it', async () => {
    const one = await start();
    const of = await aPlace();
    const undone = one.database.inAgency(of.agencyId, async (tx) => {
      await one.vault.open(tx, of, (await one.vault.seal(tx, of, SECRET)).bytes);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await versionsOf(of.agencyId)).toEqual([]);

    const bytes = await seal(one, of);

    expect(await open(one, of, bytes)).toBe(SECRET);
    expect(await open(await start(), of, bytes)).toBe(SECRET);
  });

  it.each<[string, (of: SealedFor, other: SealedFor) => SealedFor]>([
    ['another owner', (of, { ownerId }) => ({ ...of, ownerId })],
    ['another kind', (of) => ({ ...of, kind: 'refresh' })],
    ['another agency', (of, { agencyId }) => ({ ...of, agencyId })],
  ])('opens nothing for %s, and says so in the log without a word of it', async (_, elsewhere) => {
    const one = await start();
    const [of, other] = [await aPlace(), await aPlace()];
    const bytes = await seal(one, of);
    await seal(one, other);

    await expect(open(one, elsewhere(of, other), bytes)).rejects.toMatchObject({
      name: 'VaultError',
      problem: 'not-for-this-place',
      code: 'AUTH_RECONNECT_REQUIRED',
    });
    expect(one.logged).toEqual([expect.stringContaining('was not sealed for that place')]);
    expect(one.logged.join()).not.toContain(SECRET);
  });

  it('opens nothing that was never sealed', async () => {
    const of = await aPlace();
    await expect(open(await start(), of, Buffer.from(SECRET))).rejects.toMatchObject({ problem: 'not-for-this-place' });
  });

  it('keeps an agency’s keys from the others', async () => {
    const one = await start();
    const [of, { agencyId }] = [await aPlace(), await aPlace()];
    await seal(one, of);
    const seen = await one.database.inAgency(agencyId, (tx) => tx.$queryRaw`SELECT * FROM agency_key`);
    expect(seen).toEqual([]);
  });

  it('says which key of the ring it misses, and opens again once that is back', async () => {
    const [old, fresh] = [aRingKey('old'), aRingKey('fresh')];
    const of = await aPlace();
    const bytes = await seal(await start(old), of);
    const without = await start(fresh);

    const mended = { problem: 'ring-key-missing', code: 'APP_CREDENTIALS_INVALID' };
    await expect(open(without, of, bytes)).rejects.toMatchObject(mended);
    await expect(seal(without, of)).rejects.toMatchObject(mended);
    expect(without.logged[0]).toContain('VAULT_KEYS lacks old');

    expect(await open(await start(`${fresh},${old}`), of, bytes)).toBe(SECRET);
  });

  it('takes another key of the same name for a missing one', async () => {
    const of = await aPlace();
    const bytes = await seal(await start(aRingKey('k')), of);
    await expect(open(await start(aRingKey('k')), of, bytes)).rejects.toMatchObject({ problem: 'ring-key-missing' });
  });
});
