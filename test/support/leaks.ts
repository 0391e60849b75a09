/**
 * Where secrets stand that should stand nowhere: every table by COPY, every key of Redis with its value, and what was
 * logged. Each is looked for as it is, and as it is written in hexadecimal, in base64 and in addresses. The surroundings
 * of every test file and the end of the browser journeys search with it: it is loaded by plain Node too.
 */
import { Redis } from 'ioredis';
import pg from 'pg';

/** What to look for, by what to call it: findings are printed. */
export type Secrets = Readonly<Record<string, string>>;

export interface Searched {
  /** As somebody who may read everything. */
  readonly database: string;
  readonly redis: string;
  readonly log: string;
}

interface CopyData {
  readonly chunk: Buffer;
}

/** One `COPY … TO STDOUT`, which the driver can send but has no ears for. */
class CopyOut {
  readonly done: Promise<string>;
  private readonly sql: string;
  private readonly parts: Buffer[] = [];
  private end: (text: string) => void = () => undefined;
  private fail: (error: Error) => void = () => undefined;

  constructor(sql: string) {
    this.sql = sql;
    this.done = new Promise((end, fail) => Object.assign(this, { end, fail }));
  }

  submit(connection: { query(text: string): void }): void {
    connection.query(this.sql);
  }

  handleCopyData({ chunk }: CopyData): void {
    this.parts.push(Buffer.from(chunk));
  }

  handleCommandComplete(): void {
    // the answer is whole only once the server is ready for the next
  }

  handleReadyForQuery(): void {
    this.end(Buffer.concat(this.parts).toString());
  }

  handleError(error: Error): void {
    this.fail(error);
  }
}

interface Shape {
  readonly name: string;
  readonly text: string;
}

/** Nothing shorter than this can be told from chance. */
const SHORTEST = 8;

/** Within a longer text that is encoded as a whole: the letters that no neighbour has a part in, for each place it may begin at. */
function base64Of(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return encoded.slice(Math.ceil((before * 8) / 6), -1);
  });
}

function shapesOf(secret: string): readonly Shape[] {
  if (secret.length < SHORTEST) throw new Error('a secret to look for has to be longer than that');
  const bytes = Buffer.from(secret);
  const base64 = base64Of(bytes);
  const shapes = [
    { name: 'as it is', text: secret },
    { name: 'in hexadecimal', text: bytes.toString('hex') },
    ...base64.map((text) => ({ name: 'in base64', text })),
    ...base64.map((text) => ({ name: 'in base64url', text: text.replaceAll('+', '-').replaceAll('/', '_') })),
    { name: 'in an address', text: encodeURIComponent(secret) },
  ];
  return shapes.filter(({ text }, at) => shapes.findIndex((other) => other.text === text) === at);
}

type Search = (text: string) => string[];

/** Answers with what was found of what, and how it was written. */
function searchFor(secrets: Secrets): Search {
  const shapes = Object.entries(secrets).flatMap(([name, secret]) =>
    shapesOf(secret).map((shape) => ({ text: shape.text, found: `${name} ${shape.name}` })),
  );
  return (text) => shapes.filter((shape) => text.includes(shape.text)).map(({ found }) => found);
}

/** A table without pages never had a row; what is generated comes from the other columns. */
const TABLES = `SELECT format('%I.%I', n.nspname, c.relname) AS name,
    ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attgenerated = '' ORDER BY a.attnum) AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND pg_relation_size(c.oid) > 0 ORDER BY 1`;

async function inTables(connectionString: string, search: Search): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; columns: string[] }>(TABLES);
    const places: string[] = [];
    for (const { name, columns } of rows) {
      const text = await client.query(new CopyOut(`COPY ${name} TO STDOUT`)).done;
      if (search(text).length === 0) continue;
      places.push(
        ...text.split('\n').flatMap((row, at) => inRow(`table ${name}, row ${String(at + 1)}`, row, columns)),
      );
    }
    return places;
  } finally {
    await client.end();
  }

  function inRow(place: string, row: string, columns: readonly string[]): string[] {
    const values = row.split('\t');
    return values.flatMap((value, at) => search(value).map((found) => `${place}, ${columns[at] ?? ''}: ${found}`));
  }
}

const READ: Readonly<Record<string, (redis: Redis, key: string) => Promise<unknown>>> = {
  string: (redis, key) => redis.get(key),
  list: (redis, key) => redis.lrange(key, 0, -1),
  hash: (redis, key) => redis.hgetall(key),
  set: (redis, key) => redis.smembers(key),
  zset: (redis, key) => redis.zrange(key, 0, -1),
  stream: (redis, key) => redis.xrange(key, '-', '+'),
};

async function inRedis(url: string, search: Search): Promise<string[]> {
  const redis = new Redis(url);
  try {
    const places: string[] = [];
    for (const key of await redis.keys('*')) {
      const read = READ[await redis.type(key)];
      // Gone since it was listed.
      const value = read ? await read(redis, key) : '';
      places.push(...search(`${key}\n${plain(value)}`).map((found) => `Redis key ${key}: ${found}`));
    }
    return places;
  } finally {
    redis.disconnect();
  }
}

/** Strings as they are; JSON would escape what is to be found. */
function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join('\n');
  if (typeof value === 'object' && value !== null) return Object.entries(value).flat().map(plain).join('\n');
  return String(value);
}

function inLog(log: string, search: Search): string[] {
  if (search(log).length === 0) return [];
  return log.split('\n').flatMap((line, at) => search(line).map((found) => `log, line ${String(at + 1)}: ${found}`));
}

/** Every place where one of the secrets stands. */
export async function leaksIn({ database, redis, log }: Searched, secrets: Secrets): Promise<string[]> {
  const search = searchFor(secrets);
  const [tables, keys] = await Promise.all([inTables(database, search), inRedis(redis, search)]);
  return [...tables, ...keys, ...inLog(log, search)];
}

/** The same in this test file's own database and Redis, and in what it logged; secrets go by their number. */
export function leaksOf(secrets: readonly string[], log = ''): Promise<string[]> {
  const { TEST_DATABASE_ADMIN_URL: database = '', REDIS_URL: redis = '' } = process.env;
  const named = Object.fromEntries(secrets.map((secret, at) => [`secret ${String(at + 1)}`, secret]));
  return leaksIn({ database, redis, log }, named);
}
