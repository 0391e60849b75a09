import { aTalent } from '../../factories/rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { HEADER, ImportDesk, anImportEngine, people } from '../../support/import-desk.js';
import type { ImportEngine } from '../../support/import-desk.js';
import { assertInvariants } from '../../support/invariants.js';

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

  it('are checked first: every row says what would become of it, and nothing is created', async () => {
    const holder = await aTalent(api.rows, desk.agencyId, { name: 'Iris Holt' });
    const connection = await desk.connected(holder, 'iris.bsky.social');
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
    expect(await desk.made()).toEqual([1, 1]);
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
    expect(await desk.made()).toEqual([2, 2]);
  });

  it('see the world as it is when their turn comes', async () => {
    const { id } = await desk.check(
      `${HEADER}Mia,,,,,bluesky,mia.bsky.social\nNoa,,,,,bluesky,noa.bsky.social\nLea,,,,,,\n`,
    );
    const noa = await aTalent(api.rows, desk.agencyId, { name: 'Noa' });
    await desk.connected(noa, 'mia.bsky.social');
    await aTalent(api.rows, desk.agencyId, { name: 'Lea' });
    await desk.tell(id, 'start').expect(202);
    await engine.runAll();

    expect((await desk.rows(id)).map(({ outcome, text }) => [outcome, text])).toEqual([
      ['known', 'Connected already, to Noa.'],
      ['connected', 'Added this profile to Noa.'],
      ['known', 'Lea is on the roster already.'],
    ]);
    expect(await desk.made()).toEqual([2, 2]);
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
});
