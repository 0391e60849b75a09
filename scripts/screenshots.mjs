/** `npm run screenshots`: every page of the console as people see it, for looking at; and the picture of the README. */
import { prepare } from './lib/install.mjs';
import { fail } from './lib/problem.mjs';

try {
  await prepare();
  const { build } = await import('./lib/build.mjs');
  const { inRoot } = await import('./lib/paths.mjs');
  const { runBrowser } = await import('./lib/test/browser.mjs');
  await build();
  const { code } = await runBrowser(inRoot('test', 'e2e', 'screenshots'));
  process.exitCode = code;
} catch (error) {
  fail(error);
}
