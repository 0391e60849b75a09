/**
 * Playwright against the system that `npm start` brings up, in a data folder and at a port of their own. What the system
 * leaves behind is searched for secrets.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from '../paths.mjs';
import { freePort } from '../ports.mjs';
import { execute } from '../processes.mjs';
import { say } from '../steps.mjs';
import { findChromium } from './chromium.mjs';
import { leaksLeftIn, planted } from './leaks.mjs';

const PLAYWRIGHT = inRoot('node_modules', '@playwright', 'test', 'cli.js');
const TWENTY_MINUTES = 1_200_000;

/**
 * @param {string} config a folder with a playwright.config.ts
 * @param {import('../processes.mjs').RunOptions} [options]
 */
export async function runBrowser(config, { env, output = 'show', ...options } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'rostrum-e2e-'));
  chmodSync(dataDir, 0o711); // root's PostgreSQL runs as another user
  const settings = { ...planted(), LOG_LEVEL: 'debug' };
  try {
    const ended = await execute(process.execPath, [PLAYWRIGHT, 'test', '--config', config], {
      env: {
        ...env,
        ...settings,
        CHROMIUM_PATH: await findChromium(),
        ROSTRUM_DATA_DIR: dataDir,
        PORT: String(await freePort()),
      },
      timeout: TWENTY_MINUTES,
      killSignal: 'SIGKILL',
      ...options,
      output,
    });
    const leaks = await leaksLeftIn(dataDir, settings);
    for (const leak of leaks) say(`  A secret was left where anybody may read it: ${leak}`);
    return leaks.length > 0 ? { ...ended, code: 1 } : ended;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
