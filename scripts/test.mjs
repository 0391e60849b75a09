/** `npm test`: every layer, from a fresh clone. `npm test -- unit api` runs some of them. */
import { prepare } from './lib/install.mjs';
import { fail } from './lib/problem.mjs';

try {
  await prepare();
  const { runLayers } = await import('./lib/test/run.mjs');
  const { summarise } = await import('./lib/test/outcome.mjs');
  if (!summarise(await runLayers(process.argv.slice(2)))) process.exitCode = 1;
} catch (error) {
  fail(error);
}
