/**
 * Reads that every page of the console waits for, on the driver itself: prepared, and with the beginning of their
 * transaction in the same packet. They see what `Tx` would show them, and can change nothing.
 */
import type { Pool, PoolClient } from 'pg';
import { run, told, withConnection } from './driver.js';
import type { Query } from './driver.js';
import type { StatementNames } from './statement-names.js';

/** What a read may do. A `Tx` can do it too, so a repository that asks for a Reader serves both. */
export interface Reader {
  $queryRaw<T>(query: Query, ...values: unknown[]): Promise<T>;
}

export class Reads {
  /** The pool's clients must be pipelining: what is sent while another query is under way goes out at once. */
  constructor(
    private readonly pool: Pool,
    private readonly names: StatementNames,
  ) {}

  inAgency<T>(agencyId: string, work: (reader: Reader) => Promise<T>): Promise<T> {
    return withConnection(this.pool, async (client) => {
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
      return result;
    });
  }

  outside<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    return work(this.readerOn(this.pool));
  }

  private readerOn(client: Pool | PoolClient): Reader {
    return {
      $queryRaw: async <T>(query: Query, ...values: unknown[]): Promise<T> =>
        (await run(client, this.names.ofSmall, query, values)).rows as T,
    };
  }
}
