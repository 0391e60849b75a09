/** The layers of tests, from the fastest to the slowest, and how each is run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJson } from '../files.mjs';
import { inRoot } from '../paths.mjs';
import { messageOf } from '../problem.mjs';
import { execute } from '../processes.mjs';
import { say } from '../steps.mjs';
import { runBrowser } from './browser.mjs';
import { brokenDown, fromJest, fromPlaywright } from './outcome.mjs';

const MINUTE = 60_000;
const JEST = inRoot('node_modules', 'jest', 'bin', 'jest.js');
const FRONTEND = inRoot('frontend', 'jest.config.js');
/** The backend's libraries are native modules: jest loads them only with this flag. */
const NODE_OPTIONS = '--experimental-vm-modules --disable-warning=ExperimentalWarning';

/**
 * @typedef {import('./outcome.mjs').Outcome} Outcome
 *
 * @typedef {object} Layer
 * @property {string} name
 * @property {boolean} [needsServices] PostgreSQL and Redis
 * @property {(environment: NodeJS.ProcessEnv) => Promise<Outcome>} run
 */

/** @type {Layer[]} */
export const LAYERS = [
  backendLayer('unit'),
  { name: 'frontend', run: () => jest('frontend', ['--config', FRONTEND], {}) },
  backendLayer('recordings'),
  backendLayer('architecture'),
  backendLayer('integration', { needsServices: true }),
  backendLayer('api', { needsServices: true }),
  backendLayer('faults'),
  { name: 'e2e', run: () => browser('e2e', inRoot('test', 'e2e')) },
];

/**
 * What takes long, or measures the machine as well: not in every run, but before something is called done.
 *
 * @type {Layer[]}
 */
export const LONG_LAYERS = [
  longLayer('rotation', ['vault', 'rotation-under-load.spec.ts']),
  longLayer('lifecycle', ['connections', 'lifecycle-model.spec.ts'], 60 * MINUTE),
  { name: 'token-expiries', needsServices: true, run: tokenExpiries },
  { name: 'faults-long', run: faultsForLong },
  { name: 'lighthouse', run: () => browser('lighthouse', inRoot('test', 'e2e', 'lighthouse')) },
];

/**
 * One integration spec in its long form.
 *
 * @param {string} name
 * @param {string[]} spec below test/integration
 * @param {number} [timeout]
 * @returns {Layer}
 */
function longLayer(name, spec, timeout) {
  const args = ['--selectProjects', 'integration', '--runTestsByPath', inRoot('test', 'integration', ...spec)];
  return {
    name,
    needsServices: true,
    run: (services) => jest(name, args, { ...services, NODE_OPTIONS, LONG: 'on' }, timeout),
  };
}

/**
 * @param {string} name a project of jest.config.js
 * @param {{ needsServices?: boolean }} [options]
 * @returns {Layer}
 */
function backendLayer(name, { needsServices = false } = {}) {
  const run = (/** @type {NodeJS.ProcessEnv} */ services) =>
    jest(name, ['--selectProjects', name], { ...services, NODE_OPTIONS });
  return { name, needsServices, run };
}

/**
 * Ten times as many expiries as in every run.
 *
 * @param {NodeJS.ProcessEnv} services
 */
function tokenExpiries(services) {
  const spec = inRoot('test', 'integration', 'tokens', 'processes.spec.ts');
  const env = { ...services, NODE_OPTIONS, TOKEN_EXPIRIES: '1000' };
  return jest('token-expiries', ['--selectProjects', 'integration', '--runTestsByPath', spec], env, 20 * MINUTE);
}

/** More accounts, longer outages, more rounds; with servers of its own, as in every run. */
function faultsForLong() {
  return jest('faults-long', ['--selectProjects', 'faults'], { NODE_OPTIONS, LONG: 'on' }, 45 * MINUTE);
}

/**
 * @param {string} name
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {number} [timeout]
 */
const jest = (name, args, env, timeout) =>
  withReport(name, async (report) => {
    const { code } = await runner(JEST, [...args, '--ci', '--json', `--outputFile=${report}`], env, timeout);
    return { code, read: (/** @type {any} */ json) => fromJest(name, json) };
  });

/**
 * Through the running system, as a person.
 *
 * @param {string} name
 * @param {string} config
 */
const browser = (name, config) =>
  withReport(name, async (report) => {
    const { code } = await runBrowser(config, { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
    return { code, read: (/** @type {any} */ json) => fromPlaywright(name, json) };
  });

/**
 * The specs without services that the last commit or uncommitted changes touch.
 *
 * @returns {Promise<Outcome[]>}
 */
export async function runAffected() {
  const since = ['--changedSince=HEAD~1', '--passWithNoTests'];
  const backend = await runner(JEST, ['--selectProjects', 'unit', ...since], { NODE_OPTIONS });
  const frontend = await runner(JEST, ['--config', FRONTEND, ...since], {});
  return [
    { name: 'affected specs', passed: Number(backend.code === 0), failed: Number(backend.code !== 0), skipped: [] },
    { name: 'of the console', passed: Number(frontend.code === 0), failed: Number(frontend.code !== 0), skipped: [] },
  ];
}

/**
 * @param {string} script
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
const runner = (script, args, env, timeout = 10 * MINUTE) =>
  execute(process.execPath, [script, ...args], { env, output: 'show', timeout, killSignal: 'SIGKILL' });

/**
 * Runs one runner and reads its report. No report, no tests, or an exit code that the report doesn't explain: a failure.
 *
 * @param {string} name
 * @param {(report: string) => Promise<{ code: number, read: (json: any) => Outcome }>} run
 * @returns {Promise<Outcome>}
 */
async function withReport(name, run) {
  const folder = mkdtempSync(join(tmpdir(), 'rostrum-report-'));
  const report = join(folder, 'report.json');
  say(`\n${name}`);
  try {
    const { code, read } = await run(report);
    const json = readJson(report);
    if (!json) return brokenDown(name);
    const outcome = read(json);
    const found = outcome.passed + outcome.skipped.length;
    const explained = outcome.failed > 0 || (code === 0 && found > 0);
    return explained ? outcome : { ...outcome, failed: 1 };
  } catch (error) {
    say(`  ${name}: ${messageOf(error)}`);
    return brokenDown(name);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
