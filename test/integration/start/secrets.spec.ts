/** What `npm start` makes for itself at the first start, and keeps. */
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CORE_KEYS } from '../../../backend/src/core/config/config.schema.js';
import { node, ROOT } from '../../support/command.js';
import { makeDataDir, removeDataDir } from '../../support/start.js';

const MODULE = pathToFileURL(join(ROOT, 'scripts', 'lib', 'secrets.mjs')).href;

type Secrets = Record<string, string>;

let dir: string;
const file = () => join(dir, 'secrets.json');
const stored = () => JSON.parse(readFileSync(file(), 'utf8')) as Secrets;

/** In a process of its own, as at a start; nothing of it is printed. */
async function start(): Promise<void> {
  const script = `import(${JSON.stringify(MODULE)}).then(({ readSecrets }) => void readSecrets(${JSON.stringify(dir)}))`;
  const { code, stderr, stdout } = await node(['--input-type=module', '-e', script]);
  expect({ code, stderr, stdout }).toEqual({ code: 0, stderr: '', stdout: '' });
}

beforeEach(() => {
  dir = makeDataDir();
});
afterEach(() => removeDataDir(dir));

describe('the secrets of a data folder', () => {
  it('are made once, good enough for the settings, and readable by their owner alone', async () => {
    await start();
    const first = stored();
    expect(CORE_KEYS.VAULT_KEYS.schema.safeParse(first['vaultKeys']).success).toBe(true);
    expect(CORE_KEYS.APP_SECRET.schema.safeParse(first['appSecret']).success).toBe(true);
    expect(statSync(file()).mode & 0o777).toBe(0o600);

    await start();
    expect(stored()).toEqual(first);
  });

  it('of a time before there was a vault get its key, and keep the rest', async () => {
    await start();
    const { vaultKeys: old, ...before } = stored();
    writeFileSync(file(), JSON.stringify(before));
    chmodSync(file(), 0o644);

    await start();

    const { vaultKeys, ...rest } = stored();
    expect(rest).toEqual(before);
    expect(vaultKeys).not.toBe(old);
    expect(CORE_KEYS.VAULT_KEYS.schema.safeParse(vaultKeys).success).toBe(true);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it('are others in another folder', async () => {
    await start();
    const first = stored();
    rmSync(file());
    await start();
    const second = stored();
    for (const name of Object.keys(first)) expect(second[name]).not.toBe(first[name]);
  });
});
