/** One run of the tests: what they need, the layers turn by turn, and everything stopped at the end. */
import { build } from '../build.mjs';
import { whenOrphaned } from '../orphan.mjs';
import { messageOf, Problem } from '../problem.mjs';
import { stopRunning } from '../processes.mjs';
import { say } from '../steps.mjs';
import { LAYERS, LONG_LAYERS } from './layers.mjs';
import { brokenDown } from './outcome.mjs';
import { startTestServices } from './services.mjs';

/** @typedef {import('./layers.mjs').Layer} Layer */

/**
 * @param {string[]} names the layers to run; all (or with `long` all long ones) if there are none
 * @param {{ long?: boolean }} [options]
 * @returns {Promise<import('./outcome.mjs').Outcome[]>}
 */
export async function runLayers(names, { long = false } = {}) {
  const layers = choose(names, long);
  let interrupted = false;
  const interrupt = () => {
    interrupted = true;
    stopRunning();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  whenOrphaned(interrupt);
  const outcomes = [];
  /** @type {import('./services.mjs').TestServices | undefined} */
  let services;
  try {
    await build();
    if (layers.some(({ needsServices }) => needsServices)) services = await startTestServices();
    for (const turn of turnsOf(layers)) {
      if (interrupted) throw new Problem('Interrupted.');
      outcomes.push(...(await runTurn(turn, services?.environment ?? {})));
    }
  } catch (error) {
    say(messageOf(error));
    outcomes.push(brokenDown('set-up'));
  } finally {
    await services?.stop();
  }
  return outcomes;
}

/**
 * Layers that run at the same time stand together, the one that is shown last.
 *
 * @param {Layer[]} layers
 * @returns {Layer[][]}
 */
function turnsOf(layers) {
  const guests = layers.filter(({ beside }) => layers.some(({ name }) => name === beside));
  const hosts = layers.filter((layer) => !guests.includes(layer));
  return hosts.map((host) => [...guests.filter(({ beside }) => beside === host.name), host]);
}

/**
 * The last one is shown as it comes, what the others wrote is said when all are through.
 *
 * @param {Layer[]} turn
 * @param {NodeJS.ProcessEnv} environment
 */
async function runTurn(turn, environment) {
  const outcomes = await Promise.all(
    turn.map(({ run }) => run(environment, run === turn.at(-1)?.run ? 'show' : 'keep')),
  );
  for (const { told } of outcomes) if (told) say(told);
  return outcomes;
}

/**
 * @param {string[]} names
 * @param {boolean} long
 */
function choose(names, long) {
  const all = long ? LONG_LAYERS : [...LAYERS, ...LONG_LAYERS];
  const unknown = names.find((name) => !all.some((layer) => layer.name === name));
  if (unknown) throw new Problem(`No layer "${unknown}": choose of ${all.map(({ name }) => name).join(', ')}.`);
  if (names.length > 0) return all.filter(({ name }) => names.includes(name));
  return long ? LONG_LAYERS : LAYERS;
}
