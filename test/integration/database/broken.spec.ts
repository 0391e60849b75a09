/** A connection that breaks between two statements of one piece of work: the database is away, nothing is wrong with the work. */
import { isUnreachable } from '../../../backend/src/core/database/database-errors.js';
import { anAgency } from '../../factories/rows.js';
import { openDatabase } from '../../support/open-database.js';
import { until } from '../../support/until.js';

describe('a connection that breaks in the middle of work', () => {
  const { rows, database } = openDatabase();

  const isGone = async (pid: number) =>
    (await rows.query('SELECT FROM pg_stat_activity WHERE pid = $1', [pid])).rows.length === 0;

  it.each(['inAgency', 'writeInAgency'] as const)(
    'means that the database is away, and the next has another (%s)',
    async (way) => {
      const { id } = await anAgency(rows);
      const work = database[way](id, async (tx) => {
        const [own] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
        await rows.query('SELECT pg_terminate_backend($1)', [own?.pid]);
        await until('it has broken', () => isGone(own?.pid ?? 0));
        await tx.$queryRaw`SELECT 1`;
      });

      const error = await work.catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect({ error: String(error), away: isUnreachable(error) }).toMatchObject({ away: true });
      const next = await database[way](id, (tx) => tx.$queryRaw<{ one: number }[]>`SELECT 1 AS one`);
      expect(next).toEqual([{ one: 1 }]);
    },
  );
});
