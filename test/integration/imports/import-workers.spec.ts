import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { ImportDesk, anImportEngine, people } from '../../support/import-desk.js';
import type { ImportEngine } from '../../support/import-desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { until } from '../../support/until.js';
import { startWorker } from '../../support/worker.js';

describe('workers on imports', () => {
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

  /** As if the worker that holds it had been killed long ago. */
  const expire = (id: string) =>
    api.rows.query(`UPDATE import SET lease_until = now() - interval '1 second' WHERE id = $1`, [id]);

  it('bring 5,000 rows home', async () => {
    const { id } = await desk.begin(people(5_000));

    await engine.runAll();

    expect(await desk.see(id)).toMatchObject({ status: 'done', rows: 5_000, counts: { connected: 5_000 } });
    expect(await desk.made()).toEqual([5_000, 5_000]);
  });

  it('go on where a killed worker stopped, and never do a row twice', async () => {
    const { id } = await desk.begin(people(250));
    const killed = await engine.runner.claim();
    if (!killed) throw new Error('There was nothing to claim');
    await engine.runner.step(killed);
    expect(await desk.made()).toEqual([100, 100]);
    expect(await engine.runner.claim()).toBeNull();

    await expire(id);
    await engine.runAll();

    expect(await engine.runner.step(killed)).toBe('lost');
    expect(await desk.see(id)).toMatchObject({ status: 'done', counts: { connected: 250 } });
    expect(await desk.made()).toEqual([250, 250]);
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
    expect(await desk.made()).toEqual([29, 29]);
  });

  it('are done by two workers at once without a double', async () => {
    const other = await anImportEngine(api.network);
    const both = await Promise.all([desk.begin(people(300)), desk.begin(people(300))]);

    await Promise.all([engine.runAll(), other.runAll()]);
    await other.close();

    expect(await desk.made()).toEqual([300, 300]);
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
    expect(await desk.made()).toEqual([3, 3]);
  });
});
