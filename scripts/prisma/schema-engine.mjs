#!/usr/bin/env node
/**
 * Stands in for Prisma's native schema-engine process where that binary can't be downloaded: the same command line and
 * the same JSON-RPC over standard input and output, backed by the official WebAssembly build through @prisma/adapter-pg.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { repaired } from './adapter-repairs.mjs';
import { runDatabaseCommand } from './database-command.mjs';
import { serve } from './json-rpc.mjs';
import { migrationFactory } from './migration-factory.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    datamodels: { type: 'string', multiple: true },
    datasource: { type: 'string' },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
    version: { type: 'boolean' },
  },
});

await loadWasm();
if (values.version) {
  console.log(`schema-engine-cli ${bindings.version()}`);
  process.exit(0);
}
const datasource = typeof values.datasource === 'string' ? JSON.parse(values.datasource) : {};
/** @type {string} */
const url = datasource.url || process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL || '';

if (positionals[0] === 'cli') process.exit(await runDatabaseCommand(String(positionals[1]), url));
serve(createEngine());

async function loadWasm() {
  const panics = {
    message: '',
    /** @param {string} message */
    set_message(message) {
      this.message = message;
      process.stderr.write(JSON.stringify({ level: 'ERROR', fields: { message }, target: 'panic' }) + '\n');
    },
  };
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panics });
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const bytes = readFileSync(entry.replace(/schema_engine\.js$/, 'schema_engine_bg.wasm'));
  const { instance } = await Reflect.get(globalThis, 'WebAssembly').instantiate(bytes, {
    './schema_engine_bg.js': bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  /** @type {() => void} */ (instance.exports.__wbindgen_start)();
}

/** @returns {() => Promise<import('./json-rpc.mjs').Engine>} the engine, made at the first request */
function createEngine() {
  const paths = /** @type {string[]} */ (values.datamodels ?? []);
  /** @type {[string, string][]} */
  const datamodels = paths.map((path) => [path, readFileSync(path, 'utf8')]);
  const factory = repaired(migrationFactory(url, datasource.shadowDatabaseUrl));
  /** @type {Promise<import('./json-rpc.mjs').Engine> | undefined} */
  let engine;
  const log = (/** @type {string} */ line) => {
    if (process.env.DEBUG) process.stderr.write(line + '\n');
  };
  return () =>
    (engine ??= bindings.SchemaEngine.new(
      { datamodels: datamodels.length > 0 ? datamodels : undefined },
      log,
      bindMigrationAwareSqlAdapterFactory(factory),
    ));
}
