/** `npm run dev`: the same surroundings, with compilers that watch and a console that reloads. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildBackend, forgetBuild } from '../build.mjs';
import { readJson, writeJson } from '../files.mjs';
import { CACHE, inRoot } from '../paths.mjs';
import { freePort } from '../ports.mjs';
import { execute, stopRunning } from '../processes.mjs';
import { say } from '../steps.mjs';
import { announceAccess, untilStopped } from './session.mjs';
import { bringUp } from './surroundings.mjs';

const NEST = inRoot('node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
const APPLICATION = inRoot('dist', 'backend', 'standalone.js');
const FOLLOW = pathToFileURL(inRoot('scripts', 'follow-parent.mjs')).href;
const WATCHED = ['--watch', '--watch-preserve-output', '--enable-source-maps', '--import', FOLLOW];
const NG = inRoot('node_modules', '@angular', 'cli', 'bin', 'ng.js');

/** Brings everything up and keeps it in step with the sources. */
export function develop() {
  return untilStopped(async (cleanup, ending) => {
    const { dir, access, environment } = await bringUp({ cleanup, ending, build: buildBackend });
    forgetBuild(); // from here on the watching compiler writes there
    const consolePort = String(await freePort());
    const consoleUrl = `http://127.0.0.1:${consolePort}`;
    say(`\n  API at ${access.url}, console at ${consoleUrl}, both follow the sources.`);
    announceAccess(access, dir);
    const proxy = proxyTo(access.url);
    const compiler = watchBackend();
    const commands = [
      compiler.ended,
      compiler.ready.then(() =>
        node([...WATCHED, APPLICATION], { ...environment, PUBLIC_URL: process.env.PUBLIC_URL || consoleUrl }),
      ),
      node([NG, 'serve', '--host', '127.0.0.1', '--proxy-config', proxy], {
        PORT: consolePort,
        NG_CLI_ANALYTICS: 'false',
      }),
    ];
    await Promise.race(commands);
    stopRunning();
    await Promise.all(commands); // the application ends before its database does
  });
}

/**
 * The compiler empties its folder first: the application is started when everything is there for the first time.
 *
 * @returns {{ ready: Promise<unknown>, ended: Promise<unknown> }}
 */
function watchBackend() {
  const { promise: ready, resolve } = Promise.withResolvers();
  const hear = (/** @type {string} */ text) => {
    process.stdout.write(text);
    if (/Found \d+ error/.test(text)) resolve(undefined);
  };
  const ended = execute(process.execPath, [NEST, 'build', '--watch', '--preserveWatchOutput'], { hear });
  return { ready: Promise.race([ready, ended]), ended };
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
const node = (args, env) => execute(process.execPath, args, { env, output: 'show' });

/**
 * The console's proxy, to wherever the API listens this time.
 *
 * @param {string} target
 * @returns {string} the file to give to `ng serve`
 */
function proxyTo(target) {
  const paths = Object.keys(readJson(inRoot('frontend', 'proxy.conf.json')));
  const file = join(CACHE, 'proxy.json');
  writeJson(file, Object.fromEntries(paths.map((path) => [path, { target }])));
  return file;
}
