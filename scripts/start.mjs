/**
 * `npm start`: everything, from a fresh clone, with one command. Installs, goes on in the right Node, and then brings up
 * PostgreSQL, Redis and the application; `lib/start/` says in which order.
 */
import { prepare } from './lib/install.mjs';
import { fail } from './lib/problem.mjs';

try {
  await prepare();
  const { start } = await import('./lib/start/session.mjs');
  await start();
} catch (error) {
  fail(error);
}
