/** `npm test`: every layer, from a fresh clone. `npm test -- unit api` runs some of them, `npm run test:long` those that take long. */
import { prepare } from './lib/install.mjs';
import { fail } from './lib/problem.mjs';

try {
  const names = process.argv.slice(2).filter((word) => word !== '--long');
  await prepare();
  const { runLayers } = await import('./lib/test/run.mjs');
  const { summarise } = await import('./lib/test/outcome.mjs');
  if (!summarise(await runLayers(names, { long: names.length < process.argv.length - 2 }))) process.exitCode = 1;
} catch (error) {
  fail(error);
}
