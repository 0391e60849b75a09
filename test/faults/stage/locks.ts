/** Points within a transaction at which a worker can be met: it stands at a table that the test has locked. */
import type { Rows } from '../../factories/rows.js';
import { until } from '../../support/until.js';

export interface LockedTable {
  /** The name of the program that waits there, once one does. */
  waiting(): Promise<string>;
  release(): Promise<void>;
}

/** Nobody writes to the table until it is released; who tries, waits in the middle of a transaction. */
export async function lockTable(rows: Rows, table: 'sync_run' | 'social_post'): Promise<LockedTable> {
  const client = await rows.connect();
  await client.query('BEGIN');
  await client.query(`LOCK TABLE ${table} IN SHARE MODE`);
  return {
    waiting: () =>
      until(`somebody writes to ${table}`, async () => {
        const { rows: found } = await rows.query<{ name: string }>(
          `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
           WHERE NOT l.granted AND l.relation = $1::regclass AND a.application_name LIKE 'worker-%' LIMIT 1`,
          [table],
        );
        return found[0]?.name;
      }),
    release: async () => {
      await client.query('COMMIT');
      client.release();
    },
  };
}
