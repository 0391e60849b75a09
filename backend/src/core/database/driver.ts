/** Statements on the driver itself: the same templates, and the same types in their answers, as a `Tx` of Prisma's. */
import pg from 'pg';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { Prisma } from '../../generated/prisma/client.js';
import { arrayLiteral } from './array-literal.js';

export type Query = TemplateStringsArray | Prisma.Sql;

const INT8 = 20;
const INT8_LIST = 1016;
const JSON_TYPES = new Set([114, 3802]);
const parseJson = (text: string): unknown => JSON.parse(text);

/** The driver's own parser; its typing names only some of the types. */
const parserOf = (oid: number, format?: 'text' | 'binary') =>
  pg.types.getTypeParser(oid, format) as (text: string) => unknown;
const parseInt8List = (text: string): unknown =>
  (parserOf(INT8_LIST)(text) as (string | null)[]).map((item) => (item === null ? null : BigInt(item)));

/** The types that `Tx` gives: counts as bigint, moments as Date, JSON as what it says. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return BigInt;
    if (oid === INT8_LIST) return parseInt8List;
    if (JSON_TYPES.has(oid)) return parseJson;
    return parserOf(oid, format);
  },
};

/** Runs a template; under the name that there is for its text, unless that is empty. */
export function run(
  client: Pool | PoolClient,
  nameOf: (text: string) => string,
  query: Query,
  values: readonly unknown[],
): Promise<QueryResult<Record<string, unknown>>> {
  const { text, values: given } = 'raw' in query ? Prisma.sql(query, ...values) : query;
  inOnePacket(client);
  const written = given.map((value) => (Array.isArray(value) ? (arrayLiteral(value) ?? (value as unknown)) : value));
  return told(client.query<Record<string, unknown>>({ name: nameOf(text), text, values: written, types }));
}

/**
 * A connection of one's own for `work`. One that broke, or in which something failed, nobody inherits. While it is out,
 * the pool does not listen to it any more, and an error that nobody listens to would end the process.
 */
export async function withConnection<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await told(pool.connect());
  client.on('error', ignore); // its statements say so too
  try {
    inOnePacket(client);
    const result = await work(client);
    client.off('error', ignore);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Whatever is sent before this turn of the loop is over goes out together, the beginning of a transaction with its first statement. */
function inOnePacket(client: Pool | PoolClient): void {
  if (!(client instanceof pg.Client)) return;
  const { stream } = client.connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

const ignore = () => undefined;

/** The driver gives no code where a connection breaks, or none comes free in time; those who handle errors need one. */
export async function told<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && !('code' in error)) Object.assign(error, { code: 'ECONNRESET' });
    throw error;
  }
}
