/** `npm run openapi`: writes `openapi.json` from the API's own code, and the console's client from that. */
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
