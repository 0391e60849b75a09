/** `npm run dev`: like `npm start`, watching the sources. */
import { prepare } from './lib/install.mjs';
import { fail } from './lib/problem.mjs';

try {
  await prepare();
  const { develop } = await import('./lib/start/dev.mjs');
  await develop();
} catch (error) {
  fail(error);
}
