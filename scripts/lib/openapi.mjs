/** `openapi.json` and the console's client, both made from the API's code. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';
import { run } from './processes.mjs';
import { REFERENCE, renderReference } from './reference.mjs';

const DOCUMENT = inRoot('openapi.json');
const PROGRAM = inRoot('dist', 'backend', 'openapi.js');
const GENERATOR = inRoot('node_modules', 'ng-openapi-gen', 'lib', 'index.js');

/** @returns {Promise<string>} the document as the built API describes itself; needs no server and no database */
function describeApi() {
  return run('The description of the API', process.execPath, [PROGRAM], { keep: Number.MAX_SAFE_INTEGER });
}

/** What the console takes of what is generated: the shapes of requests and answers. It sends them by itself. */
const TAKEN = ['models', 'models.ts'];

/**
 * @param {{ document: string, client: string }} targets
 */
async function generateApiClient({ document, client }) {
  await run('ng-openapi-gen', process.execPath, [GENERATOR, '--input', document, '--output', client]);
  for (const name of readdirSync(client)) if (!TAKEN.includes(name)) rmSync(join(client, name), { recursive: true });
}

/** Writes them to their places, and the reference of states and errors beside them. */
export async function writeApi() {
  writeFileSync(DOCUMENT, await describeApi());
  await generateApiClient({ document: DOCUMENT, client: inRoot('frontend', 'src', 'app', 'core', 'api') });
  writeFileSync(REFERENCE, await renderReference());
}
