/**
 * Lets a process of a test run this repository's TypeScript as it is: `node --import …/typescript-loader.mjs program.ts`.
 * Processes start by the dozen, and all of them run the same: what one has transformed, the others take.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { enableCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync, version } from '@swc/core';

const OURS = /\/(backend\/src|test)\//;
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/typescript-loader/', import.meta.url));
const SETTINGS = {
  swcrc: false,
  module: { type: /** @type {const} */ ('es6') },
  sourceMaps: /** @type {const} */ ('inline'),
  jsc: {
    parser: { syntax: /** @type {const} */ ('typescript'), decorators: true },
    target: /** @type {const} */ ('es2023'),
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
};
/** Another compiler or other settings, and what was kept is of no use. */
const MADE_BY = version + JSON.stringify(SETTINGS);

mkdirSync(CACHE, { recursive: true });
enableCompileCache(join(CACHE, 'compiled'));
registerHooks({
  resolve(specifier, context, next) {
    const ours = specifier.startsWith('.') && OURS.test(context.parentURL ?? '') && specifier.endsWith('.js');
    if (!ours) return next(specifier, context);
    try {
      return next(specifier.replace(/\.js$/, '.ts'), context);
    } catch {
      return next(specifier, context);
    }
  },
  load(url, context, next) {
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
    return { format: 'module', source: javascriptOf(fileURLToPath(url)), shortCircuit: true };
  },
});

/** @param {string} filename */
function javascriptOf(filename) {
  const source = readFileSync(filename, 'utf8');
  const hash = createHash('sha256').update([MADE_BY, filename, source].join('\n')).digest('hex');
  const kept = join(CACHE, `${hash}.mjs`);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const { code } = transformSync(source, { filename, ...SETTINGS });
    const draft = `${kept}.${randomUUID()}`; // whoever reads at this moment finds all of it or nothing
    writeFileSync(draft, code);
    renameSync(draft, kept);
    return code;
  }
}
