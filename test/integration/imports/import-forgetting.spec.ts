import { aTalent } from '../../factories/rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { HEADER, ImportDesk, anImportEngine, people } from '../../support/import-desk.js';
import type { ImportEngine } from '../../support/import-desk.js';
import { assertInvariants } from '../../support/invariants.js';

describe('imports forget', () => {
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
    expect(await desk.made()).toEqual([1, 1]);
  });

  it('who was checked in a file, and added by hand only then', async () => {
    const file = `${HEADER}${CANARY},,,,,bluesky,quirina.bsky.social\nQ. Z.,quirina@example.com,,,,,\nQueen Q,,,,,,\nMia,,,,,,\n`;
    const { id } = await desk.check(file);
    const given = { name: CANARY.toUpperCase(), aliases: ['Queen Q'], email: 'Quirina@example.com' };
    const talent = (await desk.call('post', '/api/v1/talents').send(given).expect(201)).body as { id: string };

    await desk.call('delete', `/api/v1/talents/${talent.id}`).expect(204);

    expect(await mentions()).toEqual([]);
    expect(await desk.see(id)).toMatchObject({ counts: { refused: 3, ready: 1 } });
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
    expect(await desk.count('import_row')).toBe(4);
  });
});
