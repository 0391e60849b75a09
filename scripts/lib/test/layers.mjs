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
/** Characters of what a layer writes while another one is shown. */
const KEPT = 1_000_000;
const FRONTEND = inRoot('frontend', 'jest.config.js');
/** The backend's libraries are native modules: jest loads them only with this flag. */
const NODE_OPTIONS = '--experimental-vm-modules --disable-warning=ExperimentalWarning';
/** Browsers fill a machine: what counts seconds beside them comes first. */
const STANDS_BACK = 10;

/**
 * @typedef {import('./outcome.mjs').Outcome} Outcome
 * @typedef {NonNullable<import('../processes.mjs').RunOptions['output']>} Output
 *
 * @typedef {object} Layer
 * @property {string} name
 * @property {boolean} [needsServices] PostgreSQL and Redis
 * @property {string} [beside] another layer, which it leaves most of the machine to: they run at the same time
 * @property {(environment: NodeJS.ProcessEnv, output: Output) => Promise<Outcome>} run
 */

/** @type {Layer[]} */
export const LAYERS = [
  backendLayer('unit'),
  { name: 'frontend', run: (_, output) => jest('frontend', ['--config', FRONTEND], { output }) },
  backendLayer('recordings'),
  backendLayer('architecture'),
  backendLayer('integration', { needsServices: true, workers: 3 }),
  backendLayer('api', { needsServices: true }),
  backendLayer('faults', { beside: 'e2e' }),
  { name: 'e2e', run: (_, output) => browser('e2e', inRoot('test', 'e2e'), { output, niceness: STANDS_BACK }) },
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
  { name: 'lighthouse', run: (_, output) => browser('lighthouse', inRoot('test', 'e2e', 'lighthouse'), { output }) },
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
    run: (services, output) => jest(name, args, { env: { ...services, NODE_OPTIONS, LONG: 'on' }, output, timeout }),
  };
}

/**
 * `workers` says how many files run at a time where they wait more than they compute.
 *
 * @param {string} name a project of jest.config.js
 * @param {Pick<Layer, 'needsServices' | 'beside'> & { workers?: number }} [options]
 * @returns {Layer}
 */
function backendLayer(name, { workers, ...options } = {}) {
  const args = ['--selectProjects', name, ...(workers ? [`--maxWorkers=${workers}`] : [])];
  return {
    name,
    ...options,
    run: (services, output) => jest(name, args, { env: { ...services, NODE_OPTIONS }, output }),
  };
}

/**
 * Ten times as many expiries as in every run.
 *
 * @param {NodeJS.ProcessEnv} services
 * @param {Output} output
 */
function tokenExpiries(services, output) {
  const spec = inRoot('test', 'integration', 'tokens', 'processes.spec.ts');
  const env = { ...services, NODE_OPTIONS, TOKEN_EXPIRIES: '1000' };
  const args = ['--selectProjects', 'integration', '--runTestsByPath', spec];
  return jest('token-expiries', args, { env, output, timeout: 20 * MINUTE });
}

/**
 * More accounts, longer outages, more rounds; with servers of its own, as in every run.
 *
 * @param {NodeJS.ProcessEnv} _
 * @param {Output} output
 */
function faultsForLong(_, output) {
  const env = { NODE_OPTIONS, LONG: 'on' };
  return jest('faults-long', ['--selectProjects', 'faults'], { env, output, timeout: 45 * MINUTE });
}

/**
 * @param {string} name
 * @param {string[]} args
 * @param {import('../processes.mjs').RunOptions} options
 */
const jest = (name, args, options) =>
  withReport(name, options.output, async (report) => {
    const ended = await runner(JEST, [...args, '--ci', '--json', `--outputFile=${report}`], options);
    return { ...ended, read: (/** @type {any} */ json) => fromJest(name, json) };
  });

/**
 * Through the running system, as a person.
 *
 * @param {string} name
 * @param {string} config
 * @param {import('../processes.mjs').RunOptions} options
 */
const browser = (name, config, options) =>
  withReport(name, options.output, async (report) => {
    const ended = await runBrowser(config, { ...options, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report } });
    return { ...ended, read: (/** @type {any} */ json) => fromPlaywright(name, json) };
  });

/**
 * The specs without services that the last commit or uncommitted changes touch.
 *
 * @returns {Promise<Outcome[]>}
 */
export async function runAffected() {
  const since = ['--changedSince=HEAD~1', '--passWithNoTests'];
  const backend = await runner(JEST, ['--selectProjects', 'unit', ...since], { env: { NODE_OPTIONS } });
  const frontend = await runner(JEST, ['--config', FRONTEND, ...since]);
  return [
    { name: 'affected specs', passed: Number(backend.code === 0), failed: Number(backend.code !== 0), skipped: [] },
    { name: 'of the console', passed: Number(frontend.code === 0), failed: Number(frontend.code !== 0), skipped: [] },
  ];
}

/**
 * @param {string} script
 * @param {string[]} args
 * @param {import('../processes.mjs').RunOptions} [options]
 */
const runner = (script, args, { env, output = 'show', timeout = 10 * MINUTE } = {}) =>
  execute(process.execPath, [script, ...args], { env, output, keep: KEPT, timeout, killSignal: 'SIGKILL' });

/**
 * Runs one runner and reads its report. No report, no tests, or an exit code that the report doesn't explain: a failure.
 *
 * @param {string} name
 * @param {Output | undefined} output
 * @param {(report: string) => Promise<{ code: number, output: string, read: (json: any) => Outcome }>} run
 * @returns {Promise<Outcome>}
 */
async function withReport(name, output, run) {
  const folder = mkdtempSync(join(tmpdir(), 'rostrum-report-'));
  const report = join(folder, 'report.json');
  if (output !== 'keep') say(`\n${name}`);
  try {
    const { code, output: kept, read } = await run(report);
    const told = kept && `\n${name}\n${kept.trimEnd()}`;
    const json = readJson(report);
    if (!json) return { ...brokenDown(name), told };
    const outcome = read(json);
    const found = outcome.passed + outcome.skipped.length;
    const explained = outcome.failed > 0 || (code === 0 && found > 0);
    return explained ? { ...outcome, told } : { ...outcome, told, failed: 1 };
  } catch (error) {
    say(`  ${name}: ${messageOf(error)}`);
    return brokenDown(name);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
