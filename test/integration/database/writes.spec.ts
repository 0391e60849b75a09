/** The engine's transactions do what the others do: to the same agency, all or nothing, and nobody inherits a broken one. */
import pg from 'pg';
import { readConfig } from '../../../backend/src/core/config/config.js';
import { isUnreachable, isUniqueViolation } from '../../../backend/src/core/database/database-errors.js';
import type { Tx } from '../../../backend/src/core/database/database.service.js';
import { StatementNames } from '../../../backend/src/core/database/statement-names.js';
import { Writes } from '../../../backend/src/core/database/writes.js';
import { Prisma } from '../../../backend/src/generated/prisma/client.js';
import { anAgency, aTalent } from '../../factories/rows.js';
import { openDatabase } from '../../support/open-database.js';

const POOL = 2;
const BOUND_MS = 1_000;

const names = (tx: Tx) => tx.$queryRaw<{ name: string }[]>`SELECT name FROM talent ORDER BY name`;
const rename = (tx: Tx, id: string, name: string) =>
  tx.$executeRaw`UPDATE talent SET name = ${name} WHERE id = ${id}::uuid`;

const everyType = (tx: Tx) => tx.$queryRaw<object[]>`
  SELECT ${7}::int AS small, ${9007199254740993n}::bigint AS large, ${'{"a": [1]}'}::jsonb AS json, true AS yes, NULL AS nothing,
    ${new Date(0)}::timestamptz AS at, ${['x', 'y']}::text[] AS list, ${[1n, 2n]}::bigint[] AS counts, ${[new Date(5)]}::timestamptz[] AS moments,
    ${[true, null]}::boolean[] AS answers, '0199aa00-0000-7000-8000-000000000002'::uuid AS id`;

describe('writes on the driver', () => {
  const { rows, database } = openDatabase({ DATABASE_POOL_SIZE: String(POOL) });
  afterEach(() => jest.useRealTimers());

  const aName = async (agencyId: string) => (await database.inAgency(agencyId, names)).map(({ name }) => name);

  it('give every type as any transaction does', async () => {
    const { id } = await anAgency(rows);

    const read = await database.writeInAgency(id, everyType);

    expect(read).toEqual(await database.inAgency(id, everyType));
  });

  it('take fragments and lists, and tell how many rows they wrote', async () => {
    const { id: agencyId } = await anAgency(rows);
    const ids = [await aTalent(rows, agencyId), await aTalent(rows, agencyId), await aTalent(rows, agencyId)];
    const two = Prisma.join(ids.slice(0, 2).map((id) => Prisma.sql`${id}::uuid`));

    const written = await database.writeInAgency(
      agencyId,
      (tx) =>
        tx.$executeRaw`UPDATE talent SET name = ${'mended'} WHERE agency_id = ${agencyId}::uuid AND id IN (${two}) ${Prisma.empty}`,
    );

    expect(written).toBe(2);
    expect((await aName(agencyId)).filter((name) => name === 'mended')).toHaveLength(2);
  });

  it('are taken apart once, what takes rows in bulk as well, and planned for keys', async () => {
    const { id: agencyId } = await anAgency(rows);
    const ids = [await aTalent(rows, agencyId), await aTalent(rows, agencyId)];
    const kept = (tx: Tx) => tx.$queryRaw<{ times: bigint }[]>`
      SELECT generic_plans + custom_plans AS times FROM pg_prepared_statements WHERE statement LIKE 'UPDATE talent t %'`;

    const times = await database.writeInAgency(agencyId, async (tx) => {
      for (const name of ['one', 'two', 'three'])
        await tx.$executeRaw`UPDATE talent t SET name = ${name} FROM unnest(${ids}::uuid[]) AS n(id) WHERE t.id = n.id`;
      return kept(tx);
    });

    expect(times).toEqual([{ times: 3n }]);
    expect(await aName(agencyId)).toEqual(['three', 'three']);
    await expect(database.writeInAgency(agencyId, (tx) => tx.$queryRaw`SHOW enable_seqscan`)).resolves.toEqual([
      { enable_seqscan: 'off' },
    ]);
  });

  it('see and write one agency alone, however many go on side by side', async () => {
    const agencies = await Promise.all(Array.from({ length: 6 }, () => anAgency(rows)));
    const talents = await Promise.all(agencies.map(({ id }) => aTalent(rows, id, { name: id })));
    const everybody = (tx: Tx) => tx.$executeRaw`UPDATE talent SET name = name || '!'`;

    const written = await Promise.all(agencies.map(({ id }) => database.writeInAgency(id, everybody)));

    expect(written).toEqual(agencies.map(() => 1));
    expect(await database.writeInAgency(agencies[0]?.id ?? '', (tx) => rename(tx, talents[1] ?? '', 'theirs'))).toBe(0);
    await expect(database.outside(names)).resolves.toEqual([]);
  });

  it('reach what workers may, and no more', async () => {
    const { id } = await anAgency(rows);
    await aTalent(rows, id);

    const seen = await database.writeAsWorker(async (tx) => ({
      talents: await names(tx),
      syncs: await tx.$queryRaw`SELECT 1 FROM connection_sync LIMIT 1`,
    }));

    expect(seen).toEqual({ talents: [], syncs: [] });
  });

  it('are all or nothing, and leave no connection behind when they fail', async () => {
    const { id: agencyId } = await anAgency(rows);
    const talent = await aTalent(rows, agencyId, { name: 'before' });
    const failures = [
      async (tx: Tx) => {
        await rename(tx, talent, 'after');
        await tx.$queryRaw`SELECT 1 / 0`;
      },
      async (tx: Tx) => {
        await rename(tx, talent, 'after');
        throw new Error('thought better of it');
      },
      async (tx: Tx) => {
        await rename(tx, talent, 'after');
        await tx.$queryRaw`SELECT 1 / 0`.catch(() => undefined);
      },
    ];

    for (const work of [...failures, ...failures, ...failures])
      await expect(database.writeInAgency(agencyId, work)).rejects.toThrow();

    expect(await aName(agencyId)).toEqual(['before']);
    const side = Array.from({ length: 4 * POOL }, (_, n) =>
      database.writeInAgency(agencyId, (tx) => rename(tx, talent, `go ${n}`)),
    );
    expect(await Promise.all(side)).toEqual(side.map(() => 1));
  });

  it('survive a connection that breaks while nothing is asked of it', async () => {
    const { id: agencyId } = await anAgency(rows);
    const breaking = database.writeInAgency(agencyId, async (tx) => {
      const [self] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      await rows.query('SELECT pg_terminate_backend($1, 5000)', [self?.pid]);
      await new Promise(setImmediate);
      return names(tx);
    });

    const error: unknown = await breaking.catch((reason: unknown) => reason);

    expect(isUnreachable(error)).toBe(true);
    await expect(database.writeInAgency(agencyId, names)).resolves.toEqual([]);
  });

  it('say which unique index refused a row', async () => {
    const { id: agencyId } = await anAgency(rows);
    const talent = await aTalent(rows, agencyId);
    const twice = database.writeInAgency(
      agencyId,
      (tx) => tx.$executeRaw`INSERT INTO talent SELECT * FROM talent WHERE id = ${talent}::uuid`,
    );

    const error: unknown = await twice.catch((reason: unknown) => reason);

    expect(isUniqueViolation(error, 'talent_pkey')).toBe(true);
    expect(isUniqueViolation(error, 'social_connection_account_key')).toBe(false);
  });

  it('end when their time is over, and what goes on nonetheless reaches nobody', async () => {
    const { id: agencyId } = await anAgency(rows);
    const talent = await aTalent(rows, agencyId, { name: 'before' });
    const { databaseUrl } = readConfig(process.env);
    const pool = new pg.Pool({ connectionString: databaseUrl.reveal(), max: 1, pipeline: true });
    const writes = new Writes(pool, new StatementNames(), BOUND_MS);
    const scope = { setting: 'app.agency_id', value: agencyId } as const;
    const [renamed, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let late: Promise<unknown> = Promise.resolve();

    jest.useFakeTimers({ doNotFake: ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'] });
    const slow = writes.transaction(scope, (tx) => {
      late = rename(tx, talent, 'too late')
        .then(() => (renamed.resolve(), over.promise))
        .then(() => rename(tx, talent, 'much too late'));
      return late;
    });
    await Promise.race([renamed.promise, slow]);
    jest.advanceTimersByTime(BOUND_MS);
    const error: unknown = await slow.catch((reason: unknown) => reason);
    over.resolve();

    expect(isUnreachable(error)).toBe(true);
    await expect(late).rejects.toBe(error);
    await expect(writes.transaction(scope, names)).resolves.toEqual([{ name: 'before' }]);
    await pool.end();
  });
});

describe('writes on a server that waits for its disk', () => {
  const url = new URL(readConfig(process.env).databaseUrl.reveal());
  url.searchParams.set('options', '-c synchronous_commit=on');
  const { rows, database } = openDatabase({ DATABASE_URL: url.href });

  it('wait where a lease may be given out, and not for what would be read again', async () => {
    const { id: agencyId } = await anAgency(rows);
    const waits = async (work: Promise<{ synchronous_commit: string }[]>) => (await work)[0]?.synchronous_commit;
    const setting = (tx: Tx) => tx.$queryRaw<{ synchronous_commit: string }[]>`SHOW synchronous_commit`;

    await expect(waits(database.writeAsWorker(setting))).resolves.toBe('on');
    await expect(waits(database.writeInAgency(agencyId, setting))).resolves.toBe('off');
    await expect(waits(database.inAgency(agencyId, setting))).resolves.toBe('on');
  });
});
