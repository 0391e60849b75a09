/** Everything that is made from sources, each part only when its sources changed. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compressFiles } from './compress.mjs';
import { filesBelow, hashOf } from './files.mjs';
import { whileLocked } from './lock.mjs';
import { CACHE, inRoot } from './paths.mjs';
import { generateClient } from './prisma.mjs';
import { run } from './processes.mjs';
import { isStamped, stamp } from './stamps.mjs';
import { step } from './steps.mjs';
import { together } from './together.mjs';

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string} title
 * @property {string[]} sources
 * @property {string} product a file that is there when the part is built
 * @property {string[]} command for Node
 * @property {() => Promise<void>} [finish] what is made of the product
 */

/** @type {Part} */
const backend = {
  name: 'backend',
  title: 'API and worker built',
  sources: ['backend/src', 'backend/tsconfig.json', 'tsconfig.json', 'nest-cli.json', 'package-lock.json'],
  product: 'dist/backend/standalone.js',
  command: ['node_modules/@nestjs/cli/bin/nest.js', 'build'],
};

/** @type {Part} */
const frontend = {
  name: 'frontend',
  title: 'console built',
  sources: ['frontend', 'angular.json', '.postcssrc.json', 'package-lock.json'],
  product: 'dist/frontend/index.html',
  command: ['node_modules/@angular/cli/bin/ng.js', 'build'],
  finish: () => compressFiles(inRoot('dist/frontend')),
};

/** @param {string} path */
const isBuilt = (path) => !path.endsWith('.spec.ts');

/** @param {Part} part */
async function buildPart({ name, title, sources, product, command: [script = '', ...args], finish }) {
  const files = () =>
    filesBelow(
      sources.map((source) => inRoot(source)),
      isBuilt,
    );
  const hash = hashOf(files());
  if (isStamped(name, hash) && existsSync(inRoot(product))) return;
  await step(async (note) => {
    const env = { NG_CLI_ANALYTICS: 'false' };
    await run(`The build of the ${name}`, process.execPath, [inRoot(script), ...args], { env });
    await finish?.();
    note(title);
  });
  stamp(name, hash);
}

async function client() {
  await step(async (note) => {
    if (await generateClient()) note('database client generated');
  });
}

/** @param {() => Promise<unknown>} work */
const exclusively = (work) => whileLocked(join(CACHE, 'build.lock'), async () => void (await work()));

/** Generates the database client and builds API, worker and simulators. */
export const buildBackend = () =>
  exclusively(async () => {
    await client();
    await buildPart(backend);
  });

/** The same, and the console beside it. */
export const build = () =>
  exclusively(() =>
    together(
      client().then(() => buildPart(backend)),
      buildPart(frontend),
    ),
  );

/** Makes the next build of the backend a real one. */
export const forgetBuild = () => stamp(backend.name, '');
