/** `npm run keys:rotate` as a process of its own: what it says, and what is left of it when it is killed. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openRows } from '../../factories/rows.js';
import type { Rows } from '../../factories/rows.js';
import { withTokens } from '../../factories/sealed.js';
import type { Holder } from '../../factories/sealed.js';
import { node, ROOT } from '../../support/command.js';
import type { Said } from '../../support/command.js';
import { everyPairOpens, sealedWith, versionsOf } from '../../support/token-pairs.js';
import { until } from '../../support/until.js';
import { aRingKey, startVault } from '../../support/vault.js';
import type { VaultProcess } from '../../support/vault.js';

jest.setTimeout(120_000);

const LOADER = pathToFileURL(join(ROOT, 'test', 'support', 'typescript-loader.mjs')).href;
const COMMAND = ['--no-warnings', '--import', LOADER, join(ROOT, 'backend', 'src', 'keys-rotate.ts')];

let rows: Rows;
let vault: VaultProcess;

beforeAll(async () => {
  rows = openRows();
  vault = await startVault();
});
afterEach(() => rows.query('DELETE FROM oauth_credential; DELETE FROM agency_key'));
afterAll(async () => {
  await vault.stop();
  await rows.end();
});

/** Meanwhile a rotation waits, and gives up some twenty seconds later: its last row cannot be taken, the old key not be deleted. */
async function heldUp(of: Holder, work: () => Promise<void>): Promise<void> {
  const client = await rows.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `SELECT FROM oauth_credential c JOIN agency_key k USING (agency_id) WHERE c.connection_id = $1 FOR UPDATE OF c FOR KEY SHARE OF k`,
      [of.ids.toSorted().at(-1)],
    );
    await work();
  } finally {
    client.release(true);
  }
}

const rotate = (env: Readonly<Record<string, string | undefined>> = {}): Promise<Said> => node(COMMAND, { env });

describe('npm run keys:rotate', () => {
  it('says what it did in numbers, and that old keys may go', async () => {
    const held = await withTokens(rows, vault, 5);
    const { stdout, stderr, code } = await rotate();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(
      'Agencies: 1. New keys: 1. Rows sealed anew: 5. Old keys deleted: 1, kept: 0.\nKeys after the first may leave VAULT_KEYS now.\n',
    );
    await everyPairOpens(vault, held);
  });

  it('is continued by the next run when it was killed', async () => {
    const held = await withTokens(rows, vault, 6_000);
    await heldUp(held, async () => {
      const child = spawn(process.execPath, COMMAND, {
        cwd: ROOT,
        env: { ...process.env, NODE_OPTIONS: '' },
        stdio: 'ignore',
      });
      const ended = new Promise((done) => child.once('close', (_code, signal) => done(signal)));
      await until('both keys are in use', async () => (await sealedWith(rows, held.agencyId)).length === 2);
      child.kill('SIGKILL');
      expect(await ended).toBe('SIGKILL');
    });
    expect(await sealedWith(rows, held.agencyId)).toEqual([1, 2]);
    await everyPairOpens(vault, { ...held, ids: held.ids.slice(0, 50) });

    const { stdout, code } = await rotate();

    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^Agencies: 1\. New keys: 0\. Rows sealed anew: [1-9]\d*\. Old keys deleted: 1, kept: 0\./),
    ]);
    expect(await sealedWith(rows, held.agencyId)).toEqual([2]);
    expect(await versionsOf(rows, held.agencyId)).toEqual(['2 k1']);
    await everyPairOpens(vault, { ...held, ids: held.ids.slice(0, 500) });
  });

  it('says what it cannot open and why, ends with 1, and shows no key', async () => {
    const { agencyId } = await withTokens(rows, vault, 3);
    const fresh = aRingKey('fresh');
    const { stdout, stderr, code } = await rotate({ VAULT_KEYS: fresh });
    expect(code).toBe(1);
    expect(stdout).toContain(
      `Not sealed anew, rows of oauth_credential of agency ${agencyId}: 3; VAULT_KEYS lacks the key`,
    );
    expect(stdout).toContain('Old keys are kept');
    for (const key of [fresh, process.env['VAULT_KEYS'] ?? ''])
      expect(stdout + stderr).not.toContain(key.split(':')[1]);
  });

  it('does nothing without keys', async () => {
    const { stderr, code } = await rotate({ VAULT_KEYS: undefined });
    expect([code, stderr]).toEqual([1, 'rostrum: VAULT_KEYS: is required\n']);
  });
});
