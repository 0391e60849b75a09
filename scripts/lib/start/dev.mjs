/** `npm run dev`: the same surroundings, with compilers that watch and a console that reloads. */
import { buildBackend, forgetBuild } from '../build.mjs';
import { freePort } from '../ports.mjs';
import { inRoot } from '../paths.mjs';
import { execute } from '../processes.mjs';
import { say } from '../steps.mjs';
import { announceAccess, untilStopped } from './session.mjs';
import { bringUp } from './surroundings.mjs';

const NEST = inRoot('node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
const NG = inRoot('node_modules', '@angular', 'cli', 'bin', 'ng.js');

/** Brings everything up and keeps it in step with the sources. */
export function develop() {
  return untilStopped(async (cleanup, ending) => {
    const { dir, access, environment } = await bringUp({ cleanup, ending, build: buildBackend });
    forgetBuild(); // from here on the watching compiler writes there
    const consolePort = String(await freePort());
    say(`\n  API at ${access.url}, console at http://127.0.0.1:${consolePort}, both follow the sources.`);
    announceAccess(access, dir);
    const node = (/** @type {string[]} */ ...args) =>
      execute(process.execPath, args, { env: environment, output: 'show' });
    await Promise.race([
      node(NEST, 'start', '--watch', '--preserveWatchOutput', '--entryFile', 'standalone'),
      node(NG, 'serve', '--host', '127.0.0.1', '--port', consolePort, '--proxy-config', 'frontend/proxy.conf.json'),
    ]);
  });
}
