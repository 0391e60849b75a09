/**
 * Reads that every page of the console waits for, on the driver itself: prepared, and with the beginning of their
 * transaction in the same packet. They see what `Tx` would show them, and can change nothing.
 */
import type { Pool, PoolClient } from 'pg';
import pg from 'pg';
import { Prisma } from '../../generated/prisma/client.js';
import { StatementNames } from './statement-names.js';

/** What a read may do. A `Tx` can do it too, so a repository that asks for a Reader serves both. */
export interface Reader {
  $queryRaw<T>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<T>;
}

const INT8 = 20;
const JSON_TYPES = new Set([114, 3802]);
const parseJson = (text: string): unknown => JSON.parse(text);

/** The types that `Tx` gives: counts as bigint, moments as Date, JSON as what it says. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return BigInt;
    if (JSON_TYPES.has(oid)) return parseJson;
    return pg.types.getTypeParser(oid, format) as (text: string) => unknown;
  },
};

export class Reads {
  private readonly names = new StatementNames();

  /** The pool's clients must be pipelining: what is sent while another query is under way goes out at once. */
  constructor(private readonly pool: Pool) {}

  async inAgency<T>(agencyId: string, work: (reader: Reader) => Promise<T>): Promise<T> {
    const client = await told(this.pool.connect());
    try {
      const begun = Promise.all([
        told(client.query('BEGIN READ ONLY')),
        told(
          client.query({ name: 'agency', text: `SELECT set_config('app.agency_id', $1, true)`, values: [agencyId] }),
        ),
      ]);
      begun.catch(() => undefined); // awaited below, unless the work fails first
      const result = await work(this.readerOn(client));
      await begun;
      await told(client.query('COMMIT'));
      client.release();
      return result;
    } catch (error) {
      client.release(true); // whatever state it is in, nobody inherits it
      throw error;
    }
  }

  outside<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    return work(this.readerOn(this.pool));
  }

  private readerOn(client: Pool | PoolClient): Reader {
    return {
      $queryRaw: async <T>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<T> => {
        const { text, values: given } = 'raw' in query ? Prisma.sql(query, ...values) : query;
        const { rows } = await told(client.query({ name: this.names.nameOf(text), text, values: given, types }));
        return rows as T;
      },
    };
  }
}

/** The driver gives no code where a connection breaks, or none comes free in time; those who handle errors need one. */
async function told<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && !('code' in error)) Object.assign(error, { code: 'ECONNRESET' });
    throw error;
  }
}
