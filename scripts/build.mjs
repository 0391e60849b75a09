/** `npm run build`: the database client, API, worker, simulators and console, into `dist/`. */
import { prepare } from './lib/install.mjs';
import { fail } from './lib/problem.mjs';

try {
  await prepare();
  const { build } = await import('./lib/build.mjs');
  await build();
} catch (error) {
  fail(error);
}
