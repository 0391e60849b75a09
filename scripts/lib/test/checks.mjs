/** The checks that read the code without running it. */
import { inRoot } from '../paths.mjs';
import { execute } from '../processes.mjs';
import { say, seconds } from '../steps.mjs';

/**
 * @typedef {import('./outcome.mjs').Outcome} Outcome
 * @typedef {{ name: string, command: string[] }} Check
 */

const bin = (/** @type {string[]} */ ...parts) => inRoot('node_modules', ...parts);
const TSC = bin('typescript', 'bin', 'tsc');
const NGC = bin('@angular', 'compiler-cli', 'bundles', 'src', 'bin', 'ngc.js');

/** @type {Check[]} */
const CHECKS = [
  { name: 'lint', command: [bin('eslint', 'bin', 'eslint.js'), ...lintCache(), '--max-warnings=0', '.'] },
  { name: 'types of the backend', command: [TSC, '--project', 'backend/tsconfig.spec.json'] },
  { name: 'types of tests and scripts', command: [TSC, '--project', 'tsconfig.json'] },
  { name: 'types of the browser journeys', command: [TSC, '--project', 'test/e2e/tsconfig.json'] },
  { name: 'types of the console', command: [NGC, '--project', 'frontend/tsconfig.app.json', '--noEmit'] },
  { name: 'types of its specs', command: [TSC, '--project', 'frontend/tsconfig.spec.json'] },
  { name: 'floor plan', command: [bin('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'), ...floorPlan()] },
  { name: 'dead code', command: [bin('knip', 'bin', 'knip.js')] },
  {
    name: 'format',
    command: [bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level=warn', ...formatCache(), '.'],
  },
];

function lintCache() {
  return ['--cache', '--cache-location', bin('.cache', 'eslint', '/'), '--cache-strategy', 'content'];
}

function formatCache() {
  return ['--cache', '--cache-location', bin('.cache', 'prettier', '.prettier-cache'), '--cache-strategy', 'content'];
}

function floorPlan() {
  return ['--config', 'dependency-cruiser.cjs', '--output-type', 'err', 'backend/src', 'frontend/src'];
}

/**
 * All checks, two at a time, the longest first.
 *
 * @returns {Promise<Outcome[]>}
 */
export async function runChecks() {
  const waiting = [...CHECKS];
  /** @type {Outcome[]} */
  const outcomes = [];
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) outcomes.push(await runCheck(check));
  };
  await Promise.all([lane(), lane()]);
  return outcomes;
}

/** @param {Check} check */
async function runCheck({ name, command }) {
  const since = performance.now();
  const { code, output } = await execute(process.execPath, command, { keep: 20_000 });
  const ok = code === 0;
  say(`  ${ok ? '✓' : '✗'} ${name.padEnd(62)} ${seconds(since).padStart(7)}`);
  if (!ok) say(output);
  return { name, passed: Number(ok), failed: Number(!ok), skipped: [] };
}
