/** Prisma's command line, and its generated client. */
import { existsSync, readdirSync } from 'node:fs';
import { hashOf } from './files.mjs';
import { inRoot } from './paths.mjs';
import { execute, run } from './processes.mjs';
import { isStamped, stamp } from './stamps.mjs';

const CLI = inRoot('node_modules', 'prisma', 'build', 'index.js');
const GENERATED = inRoot('backend', 'src', 'generated', 'prisma', 'client.ts');

/** Where Prisma's own engine could not be downloaded, ours takes its place. @returns {NodeJS.ProcessEnv} */
function engine() {
  const engines = inRoot('node_modules', '@prisma', 'engines');
  const downloaded = existsSync(engines) && readdirSync(engines).some((name) => name.startsWith('schema-engine-'));
  if (downloaded || process.env.PRISMA_SCHEMA_ENGINE_BINARY) return {};
  return { PRISMA_SCHEMA_ENGINE_BINARY: inRoot('scripts', 'prisma', 'schema-engine.mjs') };
}

/** @returns {NodeJS.ProcessEnv} */
const environment = () => ({ ...engine(), PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' });

/**
 * Runs Prisma with its output shown.
 *
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
export async function prisma(args) {
  const { code } = await execute(process.execPath, [CLI, ...args], { env: environment(), output: 'show' });
  return code;
}

/**
 * Generates the client, unless it was made from this very schema.
 *
 * @returns {Promise<boolean>} whether there was something to do
 */
export async function generateClient() {
  const hash = hashOf([inRoot('prisma', 'schema.prisma'), inRoot('package-lock.json')]);
  if (isStamped('client', hash) && existsSync(GENERATED)) return false;
  await run('prisma generate', process.execPath, [CLI, 'generate'], { env: environment() });
  stamp('client', hash);
  return true;
}

/**
 * Applies the migrations.
 *
 * @param {string} ownerUrl
 */
export async function deployMigrations(ownerUrl) {
  const env = { ...environment(), DATABASE_OWNER_URL: ownerUrl };
  await run('prisma migrate deploy', process.execPath, [CLI, 'migrate', 'deploy'], { env });
}
