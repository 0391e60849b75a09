/** A process that could not open what is stored does not start. */
import { randomUUID } from 'node:crypto';
import { KeyRingCheckModule } from '../../../backend/src/oauth/vault/key-ring-check.module.js';
import { anAgency, openRows } from '../../factories/rows.js';
import type { Rows } from '../../factories/rows.js';
import { aRingKey, startVault } from '../../support/vault.js';

const [old, fresh] = [aRingKey('old'), aRingKey('fresh')];
let rows: Rows;

beforeAll(async () => {
  rows = openRows();
  const before = await startVault(old);
  const { id: agencyId } = await anAgency(rows);
  const of = { agencyId, ownerId: randomUUID(), kind: 'access' } as const;
  await before.database.inAgency(agencyId, (tx) => before.vault.seal(tx, of, 'something'));
  await before.stop();
});
afterAll(() => rows.end());

/** As the API and the workers do. */
async function start(keys: string): Promise<string> {
  try {
    const started = await startVault(keys, [KeyRingCheckModule]);
    await started.stop();
    return 'started';
  } catch (error) {
    return String(error);
  }
}

describe('a start', () => {
  it('needs the keys that something is wrapped by, wherever they stand', async () => {
    expect(await start(old)).toBe('started');
    expect(await start(`${fresh},${old}`)).toBe('started');
  });

  it('is refused without one of them, by its name and with what to do', async () => {
    const said = await start(fresh);
    expect(said).toContain('VAULT_KEYS: old is missing');
    expect(said).toContain('put it back');
    for (const part of [old, fresh].map((key) => key.split(':')[1] ?? '')) expect(said).not.toContain(part);
  });

  it('is refused with another key of the same name', async () => {
    expect(await start(aRingKey('old'))).toContain('VAULT_KEYS: old is not the key that it was');
  });

  it('is possible for the command that changes keys, which says what it could not open', async () => {
    const rotating = await startVault(fresh);
    await expect(rotating.rotation.run()).resolves.toMatchObject({ added: 1 });
    await rotating.stop();
  });
});
