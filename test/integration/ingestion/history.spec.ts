import { Database } from '../../../backend/src/core/database/database.service.js';
import { Upkeep } from '../../../backend/src/ingestion/upkeep.service.js';
import { aPost } from '../../factories/content.js';
import { aPostSnapshot, aSnapshot } from '../../factories/history.js';
import { aConnection, anAgency, aTalent, openRows } from '../../factories/rows.js';
import type { Rows } from '../../factories/rows.js';
import { settingsFor } from '../../support/settings.js';
import { until } from '../../support/until.js';
import { aStillWorker } from '../../support/worker.js';

const DAY = 24 * 3_600_000;
const PARENTS = ['profile_snapshot', 'post_snapshot'] as const;

describe('history over the years', () => {
  let rows: Rows;
  let upkeep: Upkeep[];
  let database: Database;
  let close: () => Promise<void>;
  let agencyId: string;
  let connectionId: string;
  let postId: string;

  beforeAll(async () => {
    rows = openRows();
    const settings = settingsFor(
      { url: 'http://127.0.0.1:9' },
      { SNAPSHOT_DETAIL_DAYS: '30', SNAPSHOT_KEEP_MONTHS: '12' },
    );
    const workers = [await aStillWorker(settings), await aStillWorker(settings)] as const;
    database = workers[0].get(Database, { strict: false });
    upkeep = workers.map((worker) => worker.get(Upkeep, { strict: false }));
    close = async () => {
      for (const worker of workers) await worker.close();
    };
  });
  beforeEach(async () => {
    await rows.query('DELETE FROM partitions.rolled_up');
    ({ id: agencyId } = await anAgency(rows));
    connectionId = await aConnection(rows, agencyId, await aTalent(rows, agencyId));
    postId = await aPost(rows, agencyId, connectionId);
  });
  afterEach(() => rows.query('DELETE FROM social_connection'));
  afterAll(async () => {
    await close();
    await rows.end();
  });

  const run = async () => {
    for (const one of upkeep) await one.run();
  };
  const together = () => Promise.all(upkeep.map((one) => one.run()));
  /** A moment of the day so many days ago, UTC. */
  const daysAgo = (days: number, time: string) =>
    `${new Date(Date.now() - days * DAY).toISOString().slice(0, 10)}T${time}Z`;
  const kept = async () => {
    const found = await rows.query<{ at: Date; followers: string }>(
      'SELECT captured_at AS at, followers FROM profile_snapshot ORDER BY 1',
    );
    return found.rows.map(({ at, followers }) => `${at.toISOString()} ${followers}`);
  };
  const keptOfPosts = async () => {
    const found = await rows.query<{ at: Date }>('SELECT captured_at AS at FROM post_snapshot ORDER BY 1');
    return found.rows.map(({ at }) => at.toISOString());
  };
  const shown = (moment: string) => new Date(moment).toISOString();
  const partitions = async (parent: string) => {
    const found = await rows.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = $1::regclass ORDER BY 1`,
      [parent],
    );
    return found.rows.map(({ name }) => name);
  };
  const monthName = (parent: string, months: number) => {
    const day = new Date();
    const first = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1));
    return `${parent}_${first.toISOString().slice(0, 7).replace('-', '_')}`;
  };

  it('keeps the last of each old day, of each connection and post by itself, and touches nothing younger', async () => {
    const place = { agencyId, connectionId };
    const neighbour = await aConnection(rows, agencyId, await aTalent(rows, agencyId));
    for (const [time, followers] of [
      ['00:00:00', 1],
      ['12:00:00', 2],
      ['23:59:59.999', 3],
    ] as const) {
      await aSnapshot(rows, place, daysAgo(40, time), followers);
      await aSnapshot(rows, place, daysAgo(39, time), 10 + followers);
      await aSnapshot(rows, place, daysAgo(29, time), 20 + followers);
      await aPostSnapshot(rows, { agencyId, postId }, daysAgo(40, time));
    }
    await aSnapshot(rows, { agencyId, connectionId: neighbour }, daysAgo(40, '06:00:00'), 77);

    await run();

    expect(await kept()).toEqual([
      `${shown(daysAgo(40, '06:00:00'))} 77`,
      `${shown(daysAgo(40, '23:59:59.999'))} 3`,
      `${shown(daysAgo(39, '23:59:59.999'))} 13`,
      `${shown(daysAgo(29, '00:00:00'))} 21`,
      `${shown(daysAgo(29, '12:00:00'))} 22`,
      `${shown(daysAgo(29, '23:59:59.999'))} 23`,
    ]);
    expect(await keptOfPosts()).toEqual([shown(daysAgo(40, '23:59:59.999'))]);
  });

  it('does a day once, and the days after it when they are old enough', async () => {
    const place = { agencyId, connectionId };
    await aSnapshot(rows, place, daysAgo(45, '08:00:00'), 1);
    await run();
    const marks = await rows.query<{ until: string }>(
      `SELECT until::text FROM partitions.rolled_up WHERE parent = 'profile_snapshot'`,
    );
    expect(marks.rows).toEqual([{ until: daysAgo(30, '00:00:00').slice(0, 10) }]);

    await aSnapshot(rows, place, daysAgo(40, '08:00:00'), 2);
    await aSnapshot(rows, place, daysAgo(40, '09:00:00'), 3);
    await run();

    expect(await kept()).toHaveLength(3);
  });

  it('goes bite by bite, and several at it at once do it once', async () => {
    const place = { agencyId, connectionId };
    for (let hour = 0; hour < 24; hour += 1)
      await aSnapshot(rows, place, daysAgo(50, `${String(hour).padStart(2, '0')}:00:00`), hour);
    const bite = async () =>
      (await rows.query<{ removed: number }>('SELECT roll_up_snapshots(now(), 30, 10) AS removed')).rows[0]?.removed;

    expect([await bite(), await bite(), await bite(), await bite()]).toEqual([10, 10, 3, 0]);
    expect(await kept()).toEqual([`${shown(daysAgo(50, '23:00:00'))} 23`]);

    await Promise.all([together(), together()]);
    expect(await kept()).toHaveLength(1);
  });

  it.each(PARENTS)('has partitions of %s for the months to come', async (parent) => {
    await rows.query(`DROP TABLE partitions.${monthName(parent, 2)}`);

    await together();

    expect(await partitions(parent)).toEqual(
      expect.arrayContaining([0, 1, 2].map((months) => monthName(parent, months))),
    );
  });

  it('waits for those who read history, and stands in nobody’s way meanwhile', async () => {
    await rows.query(`DROP TABLE partitions.${monthName('post_snapshot', 2)}`);
    const reader = await rows.connect();
    await reader.query('BEGIN; LOCK TABLE ONLY post_snapshot IN ACCESS SHARE MODE');
    const made = upkeep[0]?.run();
    await until('the month is being made', async () => {
      const waiting = await rows.query(
        `SELECT 1 FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      return waiting.rowCount === 1;
    });

    await reader.query('SELECT count(*) FROM post_snapshot; COMMIT');
    reader.release();
    await made;

    expect(await partitions('post_snapshot')).toContain(monthName('post_snapshot', 2));
  });

  it('what was written before its month had a partition waits, is read, and moves', async () => {
    const place = { agencyId, connectionId };
    for (const parent of PARENTS) await rows.query(`DROP TABLE partitions.${monthName(parent, 1)}`);
    const first = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + 1, 1));
    await aSnapshot(rows, place, first, 5);
    await aPostSnapshot(rows, { agencyId, postId }, first.toISOString());
    const homes = async () => {
      const found = await rows.query<{ home: string }>(
        `SELECT tableoid::regclass::text AS home FROM profile_snapshot UNION ALL SELECT tableoid::regclass::text FROM post_snapshot`,
      );
      return found.rows.map(({ home }) => home);
    };
    expect(await homes()).toEqual(PARENTS.map((parent) => `partitions.${parent}_default`));

    await run();

    expect(await homes()).toEqual(PARENTS.map((parent) => `partitions.${monthName(parent, 1)}`));
    expect(await kept()).toEqual([`${first.toISOString()} 5`]);
    await rows.query('DELETE FROM social_connection WHERE id = $1', [connectionId]);
    expect([...(await kept()), ...(await keptOfPosts())]).toEqual([]);
  });

  it('months that are too old go with their partitions, and what is in none goes too', async () => {
    const place = { agencyId, connectionId };
    const now = new Date();
    const old = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 13, 1));
    const still = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 12, 1));
    await rows.query('SELECT ensure_snapshot_partitions($1::date, 1)', [old]);
    await aSnapshot(rows, place, new Date(old.getTime() + DAY), 1);
    await aSnapshot(rows, place, new Date(old.getTime() - DAY), 2);
    await aSnapshot(rows, place, still, 3);
    await aSnapshot(rows, place, now, 4);
    expect(await partitions('profile_snapshot')).toContain(monthName('profile_snapshot', -13));

    await together();

    expect(await partitions('profile_snapshot')).not.toContain(monthName('profile_snapshot', -13));
    expect(await kept()).toEqual([`${still.toISOString()} 3`, `${now.toISOString()} 4`]);
  });

  it('a partition that somebody reads goes the next time, and holds nothing up', async () => {
    const now = new Date();
    const old = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 14, 1));
    await rows.query('SELECT ensure_snapshot_partitions($1::date, 1)', [old]);
    const reader = await rows.connect();
    await reader.query('BEGIN');
    await reader.query(`SELECT 1 FROM partitions.${monthName('profile_snapshot', -14)}`);

    await run();
    expect(await partitions('profile_snapshot')).toContain(monthName('profile_snapshot', -14));
    expect(await partitions('post_snapshot')).not.toContain(monthName('post_snapshot', -14));

    await reader.query('ROLLBACK');
    reader.release();
    await run();
    expect(await partitions('profile_snapshot')).not.toContain(monthName('profile_snapshot', -14));
  });

  it('goes with its post and its connection, in whatever partition, and nobody else’s does', async () => {
    const stays = await aConnection(rows, agencyId, await aTalent(rows, agencyId));
    const [deleted, kept] = [await aPost(rows, agencyId, connectionId), await aPost(rows, agencyId, stays)];
    const years = daysAgo(1_500, '10:00:00');
    for (const id of [postId, deleted, kept])
      for (const at of [years, daysAgo(0, '00:00:00')]) await aPostSnapshot(rows, { agencyId, postId: id }, at);
    const left = async () =>
      (await rows.query<{ id: string }>('SELECT post_id AS id FROM post_snapshot ORDER BY 1')).rows.map(({ id }) => id);

    await rows.query('DELETE FROM social_post WHERE id = $1', [deleted]);
    expect(await left()).toEqual([postId, postId, kept, kept].sort());

    await database.inAgency(
      agencyId,
      (tx) =>
        tx.$executeRaw`DELETE FROM social_connection WHERE agency_id = ${agencyId}::uuid AND id = ${connectionId}::uuid`,
    );
    expect(await left()).toEqual([kept, kept]);
  });
});
