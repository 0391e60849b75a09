/**
 * `npm run check`: what reads the code, and all tests. With `--static` only the former; with `--quick` the former and the
 * specs that the last commit or uncommitted changes touch.
 */
import { prepare } from './lib/install.mjs';
import { fail } from './lib/problem.mjs';

try {
  await prepare();
  const { generateClient } = await import('./lib/prisma.mjs');
  const { runChecks } = await import('./lib/test/checks.mjs');
  const { summarise } = await import('./lib/test/outcome.mjs');
  await generateClient();
  const outcomes = await runChecks();
  if (process.argv.includes('--quick')) {
    const { runAffected } = await import('./lib/test/layers.mjs');
    outcomes.push(...(await runAffected()));
  } else if (!process.argv.includes('--static')) {
    const { runLayers } = await import('./lib/test/run.mjs');
    outcomes.push(...(await runLayers([])));
  }
  if (!summarise(outcomes)) process.exitCode = 1;
} catch (error) {
  fail(error);
}
