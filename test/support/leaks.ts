/**
 * Where secrets stand that should stand nowhere: every table by COPY, every key of Redis with its value, and what was
 * logged. Each is looked for as it is, and as it is written in hexadecimal, in base64 and in addresses.
 */
import { Redis } from 'ioredis';
import pg from 'pg';

interface CopyData {
  readonly chunk: Buffer;
}

/** One `COPY … TO STDOUT`, which the driver can send but has no ears for. */
class CopyOut {
  readonly done: Promise<string>;
  private readonly parts: Buffer[] = [];
  private end: (text: string) => void = () => undefined;
  private fail: (error: Error) => void = () => undefined;

  constructor(private readonly sql: string) {
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

function shapesOf(secret: string): readonly Shape[] {
  if (secret.length < SHORTEST) throw new Error('a secret to look for has to be longer than that');
  const bytes = Buffer.from(secret);
  // The last letters of base64 depend on what follows.
  const base64 = bytes.toString('base64').replace(/=+$/, '').slice(0, -1);
  const shapes = [
    { name: 'as it is', text: secret },
    { name: 'in hexadecimal', text: bytes.toString('hex') },
    { name: 'in base64', text: base64 },
    { name: 'in base64url', text: base64.replaceAll('+', '-').replaceAll('/', '_') },
    { name: 'in an address', text: encodeURIComponent(secret) },
  ];
  return shapes.filter(({ text }, at) => shapes.findIndex((other) => other.text === text) === at);
}

/** Secrets go by their number: what is found is printed by tests. */
const foundIn = (place: string, text: string, secrets: readonly string[]): string[] =>
  secrets.flatMap((secret, at) =>
    shapesOf(secret)
      .filter((shape) => text.includes(shape.text))
      .map(({ name }) => `${place}: secret ${String(at + 1)} ${name}`),
  );

async function inTables(connectionString: string, secrets: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    const places: string[] = [];
    for (const { name } of rows) {
      const text = await client.query(new CopyOut(`COPY ${name} TO STDOUT`)).done;
      const lines = text.split('\n');
      places.push(...lines.flatMap((line, at) => foundIn(`table ${name}, row ${String(at + 1)}`, line, secrets)));
    }
    return places;
  } finally {
    await client.end();
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

async function inRedis(url: string, secrets: readonly string[]): Promise<string[]> {
  const redis = new Redis(url);
  try {
    const places: string[] = [];
    for (const key of await redis.keys('*')) {
      const read = READ[await redis.type(key)];
      // Gone since it was listed.
      const value = read ? await read(redis, key) : '';
      places.push(...foundIn(`Redis key ${key}`, `${key}\n${plain(value)}`, secrets));
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

/** In this test file's own database and Redis, and in what it logged: every place where one of the secrets stands. */
export async function leaksOf(secrets: readonly string[], log = ''): Promise<string[]> {
  const { TEST_DATABASE_ADMIN_URL: database = '', REDIS_URL: redis = '' } = process.env;
  const logged = log.split('\n').flatMap((line, at) => foundIn(`log, line ${String(at + 1)}`, line, secrets));
  return [...(await inTables(database, secrets)), ...(await inRedis(redis, secrets)), ...logged];
}
