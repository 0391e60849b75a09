/** What a page of the list of connections reads does not grow with how deep in the list it lies. */
import { randomUUID } from 'node:crypto';
import { readConfig } from '../../../backend/src/core/config/config.js';
import { Database } from '../../../backend/src/core/database/database.service.js';
import type { Reader } from '../../../backend/src/core/database/database.service.js';
import { Prisma } from '../../../backend/src/generated/prisma/client.js';
import { ConnectionRepository } from '../../../backend/src/connections/connection.repository.js';
import type { ConnectionSort } from '../../../backend/src/connections/connection.repository.js';
import { fillAgency } from '../../bench/agency.js';
import { openRows } from '../../factories/rows.js';
import type { Rows } from '../../factories/rows.js';

const CONNECTIONS = 20_000;
const DEEP = 18_000;
const PAGE = 50;
const MOST_BUFFERS = 200;

interface Plan {
  readonly 'QUERY PLAN': readonly [
    { readonly Plan: Record<'Shared Hit Blocks' | 'Shared Read Blocks' | 'Actual Rows', number> },
  ];
}

/** Hands every statement on, to be explained in place of being answered. */
function explaining(reader: Reader, seen: (plan: Plan) => void): Reader {
  return {
    $queryRaw: async <T>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<T> => {
      const statement = 'raw' in query ? Prisma.sql(query, ...values) : query;
      const plans = await reader.$queryRaw<Plan[]>(Prisma.sql`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement}`);
      for (const plan of plans) seen(plan);
      return [] as T;
    },
  };
}

describe('a page deep in the list of connections', () => {
  let rows: Rows;
  let database: Database;
  const agencyId = randomUUID();

  beforeAll(async () => {
    rows = openRows();
    database = new Database(readConfig(process.env));
    const client = await rows.connect();
    await client.query('SET session_replication_role = replica'); // what refers to what is right by construction
    await fillAgency(client, agencyId, CONNECTIONS);
    await client.query('RESET session_replication_role');
    await client.query('VACUUM ANALYZE');
    client.release();
  });
  afterAll(async () => {
    await database.onApplicationShutdown();
    await rows.end();
  });

  const positionOf = async (sort: ConnectionSort) => {
    const key = sort.endsWith('handle') ? 'normalized_handle' : 'id';
    const { rows: found } = await rows.query<{ id: string; value: string }>(
      `SELECT id, ${key} AS value FROM social_connection WHERE agency_id = $1 ORDER BY ${key} ${sort.startsWith('-') ? 'DESC' : 'ASC'} OFFSET $2 LIMIT 1`,
      [agencyId, DEEP],
    );
    return found[0] ?? null;
  };

  it.each<ConnectionSort>(['-created', 'created', '-handle', 'handle'])(
    'reads little of the database, sorted by %s',
    async (sort) => {
      const plans: Plan[] = [];
      const page = { sort, limit: PAGE, after: await positionOf(sort) };

      await database.readInAgency(agencyId, (reader) =>
        new ConnectionRepository().list(
          explaining(reader, (plan) => plans.push(plan)),
          agencyId,
          {},
          page,
        ),
      );

      const [plan] = plans.map((one) => one['QUERY PLAN'][0].Plan);
      expect(plan?.['Actual Rows']).toBe(PAGE + 1);
      expect((plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0)).toBeLessThanOrEqual(
        MOST_BUFFERS,
      );
    },
  );
});
