import { aConnection, aTalent } from '../../factories/rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { ImportDesk, anImportEngine } from '../../support/import-desk.js';
import type { ImportEngine } from '../../support/import-desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { until } from '../../support/until.js';
import { startWorker } from '../../support/worker.js';

const HEADER = 'talent,email,tags,aliases,notes,platform,profile\n';
/** One talent with one profile each. */
const people = (count: number, prefix = 'person') =>
  HEADER +
  Array.from(
    { length: count },
    (_, i) => `${prefix} ${i},${prefix}-${i}@example.com,music;pop,,,bluesky,${prefix}-${i}.bsky.social\n`,
  ).join('');

describe('imports', () => {
  let api: TestApi;
  let engine: ImportEngine;
  let desk: ImportDesk;

  beforeAll(async () => {
    api = await startApi();
    engine = await anImportEngine(api.network);
  });
  beforeEach(async () => {
    desk = await ImportDesk.open(api);
  });
  afterEach(async () => {
    await assertInvariants(api.rows);
    await api.rows.query('DELETE FROM import');
  });
  afterAll(async () => {
    await engine.close();
    await api.close();
  });

  const count = async (table: 'talent' | 'social_connection' | 'import_row') => {
    const sql = `SELECT count(*)::int AS n FROM ${table} WHERE agency_id = $1`;
    return (await api.rows.query<{ n: number }>(sql, [desk.agencyId])).rows[0]?.n;
  };
  /** READY, and due again some time. */
  const connected = async (talentId: string, handle: string) => {
    const id = await aConnection(api.rows, desk.agencyId, talentId, { handle });
    await api.rows.query(
      `UPDATE connection_sync SET next_sync_at = now() + interval '1 hour' WHERE connection_id = $1`,
      [id],
    );
    return id;
  };
  const made = async () => [await count('talent'), await count('social_connection')];
  /** As if the worker that holds it had been killed long ago. */
  const expire = (id: string) =>
    api.rows.query(`UPDATE import SET lease_until = now() - interval '1 second' WHERE id = $1`, [id]);

  it('are checked first: every row says what would become of it, and nothing is created', async () => {
    const holder = await aTalent(api.rows, desk.agencyId, { name: 'Iris Holt' });
    const connection = await connected(holder, 'iris.bsky.social');
    const rows = [
      'Maya Lind,maya@example.com,music,,,,https://bsky.app/profile/maya.bsky.social',
      'Iris Holt,,,,,bluesky,@iris.bsky.social',
      'iris holt,,,,,bluesky,iris-two.bsky.social',
      'Noa,,,,,,https://bsky.app/profile/noa.bsky.social/post/3k2yihcrp6f2c',
      'Noa,,,,,bluesky,maya.bsky.social',
      'Lea,,,,,,',
      'Tom,,,,,Chirper,@tom',
      'Tom,not an address,,,,bluesky,tom.bsky.social',
    ];

    const checked = await desk.check(`${HEADER}${rows.join('\n')}\n`);

    expect(checked).toMatchObject({
      name: 'roster.csv',
      status: 'checked',
      rows: 8,
      counts: { ready: 3, refused: 4, known: 1, connected: 0, failed: 0 },
      by: desk.staff.name,
      startedAt: null,
    });
    const seen = await desk.rows(checked.id, 3);
    expect(seen.map(({ line, outcome, code }) => [line, outcome, code])).toEqual([
      [2, 'ready', null],
      [3, 'known', 'PROFILE_DUPLICATE'],
      [4, 'ready', null],
      [5, 'refused', 'INPUT_NOT_A_PROFILE'],
      [6, 'refused', 'ROW_REPEATED'],
      [7, 'ready', null],
      [8, 'refused', 'INPUT_PLATFORM_UNSUPPORTED'],
      [9, 'refused', 'ROW_INVALID'],
    ]);
    expect(seen[0]?.given).toEqual({
      talent: 'Maya Lind',
      email: 'maya@example.com',
      tags: ['music'],
      platform: 'bluesky',
      profile: 'https://bsky.app/profile/maya.bsky.social',
    });
    expect(seen[1]).toMatchObject({ connectionId: connection, talentId: holder });
    expect(seen[2]).toMatchObject({ talentId: holder, text: 'Adds this profile to Iris Holt.' });
    expect(await made()).toEqual([1, 1]);
    expect(api.network.waiting).toBe(0);
  });

  it('do what was checked: talents with what was told of them, connections that wait for their first sync', async () => {
    const csv = `${HEADER}Maya Lind,maya@example.com,music;nordics,MAYA,Calls after noon,bluesky,maya.bsky.social\nmaya lind,,,,,youtube,@maya\nLea,,,,,,\n`;
    const { id } = await desk.begin(csv);

    await engine.runAll();

    expect(await desk.see(id)).toMatchObject({ status: 'done', counts: { ready: 0, connected: 3, failed: 0 } });
    const rows = await desk.rows(id);
    expect(rows.map(({ text }) => text)).toEqual([
      'Added Maya Lind with this profile.',
      'Added this profile to maya lind.',
      'Added Lea.',
    ]);
    expect(rows[0]?.talentId).toBe(rows[1]?.talentId);
    const talents = await desk.call('get', '/api/v1/talents?sort=-name').expect(200);
    expect(talents.body).toMatchObject({
      items: [
        {
          name: 'Maya Lind',
          email: 'maya@example.com',
          tags: ['music', 'nordics'],
          aliases: ['MAYA'],
          notes: 'Calls after noon',
          connections: [
            { platform: 'bluesky', status: 'PENDING' },
            { platform: 'youtube', status: 'PENDING' },
          ],
        },
        { name: 'Lea', connections: [] },
      ],
    });
    const due = await api.rows.query(
      `SELECT lane, cause, next_sync_at <= now() AS due FROM connection_sync WHERE agency_id = $1`,
      [desk.agencyId],
    );
    expect(due.rows).toEqual(Array(2).fill({ lane: 2, cause: 'first', due: true }));
  });

  it('record every deed as that of whoever started them', async () => {
    const { id } = await desk.begin(people(2));
    await engine.runAll();

    const { rows } = await api.rows.query<{ action: string; n: number }>(
      `SELECT action, count(*)::int AS n FROM change WHERE agency_id = $1 AND actor_kind = 'staff' AND actor_id = $2 GROUP BY action ORDER BY action`,
      [desk.agencyId, desk.staff.id],
    );
    expect(rows).toEqual([
      { action: 'connection.created', n: 2 },
      { action: 'import.created', n: 1 },
      { action: 'import.finished', n: 1 },
      { action: 'import.started', n: 1 },
      { action: 'talent.created', n: 2 },
    ]);
    const activity = await desk.call('get', '/api/v1/activity').expect(200);
    expect(JSON.stringify(activity.body)).toContain(desk.staff.name);
    await desk.remove(id).expect(204);
    expect(await made()).toEqual([2, 2]);
  });

  it('bring 5,000 rows home', async () => {
    const { id } = await desk.begin(people(5_000));

    await engine.runAll();

    expect(await desk.see(id)).toMatchObject({ status: 'done', rows: 5_000, counts: { connected: 5_000 } });
    expect(await made()).toEqual([5_000, 5_000]);
  });

  it('go on where a killed worker stopped, and never do a row twice', async () => {
    const { id } = await desk.begin(people(250));
    const killed = await engine.runner.claim();
    if (!killed) throw new Error('There was nothing to claim');
    await engine.runner.step(killed);
    expect(await made()).toEqual([100, 100]);
    expect(await engine.runner.claim()).toBeNull();

    await expire(id);
    await engine.runAll();

    expect(await engine.runner.step(killed)).toBe('lost');
    expect(await desk.see(id)).toMatchObject({ status: 'done', counts: { connected: 250 } });
    expect(await made()).toEqual([250, 250]);
  });

  it('do nothing by halves: a chunk that breaks off leaves nothing behind', async () => {
    const { id } = await desk.begin(people(30));
    await api.rows.query(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not now'; END $$`,
    );
    await api.rows.query(
      `CREATE TRIGGER refuse BEFORE INSERT ON social_connection FOR EACH ROW WHEN (NEW.handle = 'person-7.bsky.social') EXECUTE FUNCTION refuse()`,
    );

    await engine.runAll();
    await api.rows.query('DROP FUNCTION refuse CASCADE');

    expect(await desk.see(id)).toMatchObject({ status: 'done', counts: { connected: 29, failed: 1 } });
    const failed = (await desk.rows(id)).filter(({ outcome }) => outcome === 'failed');
    expect(failed).toMatchObject([{ line: 9, code: 'INTERNAL', talentId: null, connectionId: null }]);
    expect(await made()).toEqual([29, 29]);
  });

  it('are done by two workers at once without a double', async () => {
    const other = await anImportEngine(api.network);
    const both = await Promise.all([desk.begin(people(300)), desk.begin(people(300))]);

    await Promise.all([engine.runAll(), other.runAll()]);
    await other.close();

    expect(await made()).toEqual([300, 300]);
    const seen = await Promise.all(both.map(({ id }) => desk.see(id)));
    expect(seen.map(({ status }) => status)).toEqual(['done', 'done']);
    const sum = (outcome: 'connected' | 'known') => seen.reduce((total, { counts }) => total + counts[outcome], 0);
    expect([sum('connected'), sum('known')]).toEqual([300, 300]);
  });

  it('stop when they are cancelled, keep what is done, and go on when they are started again', async () => {
    const { id } = await desk.begin(people(250));
    const held = await engine.runner.claim();
    if (!held) throw new Error('There was nothing to claim');
    await engine.runner.step(held);

    await desk.tell(id, 'cancel').expect(200);

    expect(await engine.runner.step(held)).toBe('lost');
    expect(await engine.runner.claim()).toBeNull();
    expect(await desk.see(id)).toMatchObject({ status: 'cancelled', counts: { connected: 100, ready: 150 } });
    await desk.tell(id, 'start').expect(202);
    await engine.runAll();
    expect(await desk.see(id)).toMatchObject({ status: 'done', counts: { connected: 250, ready: 0 } });
  });

  it('are found by a worker although the queue lost them', async () => {
    const { id } = await desk.check(people(3));
    await api.rows.query(`UPDATE import SET status = 'running', started_at = now() WHERE id = $1`, [id]);
    const worker = await startWorker(api.network);

    await until('the import is done', async () => (await desk.see(id)).status === 'done');

    await worker.close();
    expect(await made()).toEqual([3, 3]);
  });

  it('see the world as it is when their turn comes', async () => {
    const { id } = await desk.check(
      `${HEADER}Mia,,,,,bluesky,mia.bsky.social\nNoa,,,,,bluesky,noa.bsky.social\nLea,,,,,,\n`,
    );
    const noa = await aTalent(api.rows, desk.agencyId, { name: 'Noa' });
    await connected(noa, 'mia.bsky.social');
    await aTalent(api.rows, desk.agencyId, { name: 'Lea' });
    await desk.tell(id, 'start').expect(202);
    await engine.runAll();

    expect((await desk.rows(id)).map(({ outcome, text }) => [outcome, text])).toEqual([
      ['known', 'Connected already, to Noa.'],
      ['connected', 'Added this profile to Noa.'],
      ['known', 'Lea is on the roster already.'],
    ]);
    expect(await made()).toEqual([2, 2]);
  });

  it('are each agency’s own', async () => {
    const { id } = await desk.begin(people(2));
    const other = await ImportDesk.open(api);

    for (const path of [`/api/v1/imports/${id}`, `/api/v1/imports/${id}/rows`])
      await other.call('get', path).expect(404);
    await other.tell(id, 'cancel').expect(404);
    await other.remove(id).expect(404);
    expect((await other.call('get', '/api/v1/imports').expect(200)).body).toEqual({ items: [], nextCursor: null });
    await engine.runAll();
    const strangers = await api.rows.query('SELECT 1 FROM talent WHERE agency_id = $1', [other.agencyId]);
    expect(strangers.rowCount).toBe(0);
  });

  describe('forget', () => {
    const CANARY = 'Quirina Zabel';
    const mentions = async () => {
      const { rows } = await api.rows.query<{ row: string }>(
        `SELECT r::text AS row FROM import_row r WHERE agency_id = $1 AND r::text ILIKE '%quirina%'`,
        [desk.agencyId],
      );
      return rows.map(({ row }) => row);
    };
    const csv = `${HEADER}${CANARY},quirina@example.com,,,,bluesky,quirina.bsky.social\n${CANARY},,,,,bluesky,@not a handle quirina\nMia,,,,,bluesky,mia.bsky.social\n`;

    it('a talent who is erased, in every line that speaks of them', async () => {
      const { id } = await desk.begin(csv);
      await engine.runAll();
      expect(await mentions()).toHaveLength(2);
      const [first] = await desk.rows(id);

      await desk.call('delete', `/api/v1/talents/${first?.talentId ?? ''}`).expect(204);

      expect(await mentions()).toEqual([]);
      expect((await desk.rows(id)).map(({ outcome, text }) => [outcome, text])).toEqual([
        ['connected', 'Erased.'],
        ['refused', 'Erased.'],
        ['connected', 'Added Mia with this profile.'],
      ]);
    });

    it('a connection that is erased', async () => {
      const { id } = await desk.begin(csv);
      await engine.runAll();
      const [first] = await desk.rows(id);

      await desk.call('delete', `/api/v1/connections/${first?.connectionId ?? ''}?data=erase`).expect(204);

      expect((await desk.rows(id))[0]).toMatchObject({ given: { talent: '', profile: null }, connectionId: null });
    });

    it('what was still to be done for somebody who is erased meanwhile', async () => {
      const talent = await aTalent(api.rows, desk.agencyId, { name: CANARY });
      const { id } = await desk.check(csv);

      await desk.call('delete', `/api/v1/talents/${talent}`).expect(204);
      await desk.tell(id, 'start').expect(202);
      await engine.runAll();

      expect(await mentions()).toEqual([]);
      expect(await desk.see(id)).toMatchObject({ counts: { refused: 2, connected: 1 } });
      expect(await made()).toEqual([1, 1]);
    });

    it('everything after a month, but nothing that runs', async () => {
      const old = await desk.check(people(2));
      const running = await desk.begin(people(2, 'other'));
      const fresh = await desk.check(people(2, 'third'));
      await api.rows.query(`UPDATE import SET created_at = now() - interval '31 days' WHERE id = ANY($1)`, [
        [old.id, running.id],
      ]);

      expect(await engine.endings.sweep()).toBe(1);

      await desk.call('get', `/api/v1/imports/${old.id}`).expect(404);
      for (const { id } of [running, fresh]) await desk.see(id);
      expect(await count('import_row')).toBe(4);
    });
  });
});
