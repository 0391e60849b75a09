/**
 * The engine's way to the database. The adapter's own `connectToShadowDb()` keeps the connection string and would so
 * replay the migrations on the real database: here the scratch database is made, and dropped afterwards.
 */
import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';

/**
 * @param {string} url
 * @param {string | undefined} shadowUrl a server for scratch databases; the same one if it is not given
 */
export function migrationFactory(url, shadowUrl) {
  const factory = new PrismaPg({ connectionString: url }, { schema: schemaOf(url) });
  factory.connectToShadowDb = () => connectToScratch(shadowUrl || url);
  return factory;
}

/** @param {string} url */
function schemaOf(url) {
  return URL.canParse(url) ? (new URL(url).searchParams.get('schema') ?? undefined) : undefined;
}

/** @param {string} serverUrl */
async function connectToScratch(serverUrl) {
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  const scratch = new URL(serverUrl);
  scratch.pathname = `/${name}`;
  scratch.search = '';
  await runSql(serverUrl, `CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  const adapter = await new PrismaPg({ connectionString: scratch.href }).connect();
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose().finally(() =>
      runSql(serverUrl, `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`),
    );
  };
  return adapter;
}

/**
 * @param {string} connectionString
 * @param {string} [sql] nothing but a connection if it is not given
 */
export async function runSql(connectionString, sql) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    if (sql) await client.query(sql);
  } finally {
    await client.end();
  }
}
