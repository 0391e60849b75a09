/** `npm run openapi`: writes `openapi.json` from the API's own code, the console's client from that, and the reference of states and errors. */
import { prepare } from './lib/install.mjs';
import { fail } from './lib/problem.mjs';

try {
  await prepare();
  const { buildBackend } = await import('./lib/build.mjs');
  const { writeApi } = await import('./lib/openapi.mjs');
  await buildBackend();
  await writeApi();
} catch (error) {
  fail(error);
}
