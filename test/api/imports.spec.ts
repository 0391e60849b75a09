import { startApi } from '../support/api.js';
import type { TestApi } from '../support/api.js';
import { ImportDesk } from '../support/import-desk.js';

const HEADER = 'talent,profile\n';
const row = (index: number, note = '') =>
  `Person ${index},https://bsky.app/profile/person-${index}.bsky.social${note}\n`;
const rows = (count: number) => HEADER + Array.from({ length: count }, (_, index) => row(index)).join('');

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly { field: string; code: string; message: string }[];
}

describe('a file', () => {
  let api: TestApi;
  let desk: ImportDesk;

  beforeAll(async () => {
    api = await startApi();
    desk = await ImportDesk.open(api);
  });
  afterAll(() => api.close());

  const refusal = async (csv: string) => (await desk.ask(csv).expect(400)).body as Problem;

  it.each([
    ['NUL', `${HEADER}Mia,@mia\nNo\0a,@noa\n`, 'unreadable-characters', 'Line 3'],
    ['half a character', `${HEADER}Mi\ud800a,@mia\n`, 'unreadable-characters', 'Line 2'],
    ['a ragged row', `${HEADER}Mia,@mia,more\n`, 'ragged-row', 'Line 2'],
    ['an open quote', `${HEADER}Mia,"@mia\n`, 'open-quote', 'line 2'],
    ['no header', 'Mia,@mia\nNoa,@noa\n', 'no-header', 'Line 1'],
    ['no profile column', 'talent,email\nMia,mia@example.com\n', 'no-profile-column', 'Line 1'],
    ['no talent column', 'email,profile\nmia@example.com,@mia\n', 'no-talent-column', 'Line 1'],
    ['nothing', ' ', 'empty', 'empty'],
    ['a row too many', rows(5_001), 'too-many-rows', 'line 5002'],
  ])('with %s is refused, and the line is named', async (_, csv, code, where) => {
    const problem = await refusal(csv);

    expect(problem).toMatchObject({ code: 'REQUEST_INVALID', errors: [{ field: 'csv', code }] });
    expect(problem.errors[0]?.message).toContain(where);
    expect((await desk.call('get', '/api/v1/imports').expect(200)).body).toEqual({ items: [], nextCursor: null });
  });

  it('with several profiles in its rows has as many profiles as one import takes', async () => {
    const csv = `talent,bluesky,youtube\n${Array.from({ length: 2_501 }, (_, i) => `P ${i},p-${i}.bsky.social,@p-${i}\n`).join('')}`;

    expect(await refusal(csv)).toMatchObject({ errors: [{ code: 'too-many-rows' }] });
  });

  it('may have columns named after platforms, and some that mean nothing', async () => {
    const { id, unusedColumns } = await desk.check(
      'Name;Bluesky;YouTube URL;TikTok;Phone\nMia;mia.bsky.social;https://www.youtube.com/@mia;@mia;123\n',
    );

    expect(unusedColumns).toEqual(['Phone']);
    expect(
      (await desk.rows(id)).map(({ line, outcome, code, given }) => [line, outcome, code, given.platform]),
    ).toEqual([
      [2, 'ready', null, 'bluesky'],
      [2, 'ready', null, 'youtube'],
      [2, 'refused', 'INPUT_PLATFORM_UNSUPPORTED', 'tiktok'],
    ]);
    await desk.remove(id).expect(204);
  });

  it('may be larger than anything else is, up to 2 MB', async () => {
    const note = 'x '.repeat(200);
    const padded = (bytes: number) =>
      `talent,profile,notes\n${Array.from({ length: bytes / 470 }, (_, index) => row(index, `,${note}`)).join('')}`;
    const { id } = await desk.check(padded(1_900_000));
    await desk.remove(id).expect(204);

    const { body } = await desk.ask(padded(2_300_000)).expect(413);
    expect(body).toMatchObject({ code: 'REQUEST_INVALID', errors: [{ field: 'body', code: 'too-large' }] });
    expect((body as Problem).detail).toContain('2 MB');
    await desk
      .call('post', '/api/v1/talents')
      .send({ name: 'x'.repeat(110_000) })
      .expect(413);
    await desk
      .call('post', '/api/v1/imports/nowhere')
      .send({ csv: 'x'.repeat(110_000) })
      .expect(413);
  });

  it('is not even read for a stranger, or for somebody who may not import', async () => {
    const nonsense = `{"name": ${'['.repeat(300_000)}`;
    const send = (call: typeof api.anyone) =>
      call('post', '/api/v1/imports').set('content-type', 'application/json').send(nonsense);
    const viewer = await api.withKey(desk.agencyId, ['read']);

    await send(api.anyone).expect(401);
    await send(viewer).expect(403);
    await send(desk.call).expect(400);
  });

  it('is checked once for each Idempotency-Key', async () => {
    const send = () => desk.ask(rows(2)).set('idempotency-key', 'once');
    const first = await send().expect(201);
    const second = await send().expect(201);

    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotency-replayed']).toBe('true');
  });

  it('is started, stopped and deleted in that order only', async () => {
    const { id } = await desk.check(rows(2));
    await desk.tell(id, 'cancel').expect(409);
    expect((await desk.tell(id, 'start').expect(202)).body).toMatchObject({ status: 'running' });
    await desk.tell(id, 'start').expect(202);
    await desk.remove(id).expect(409);
    expect((await desk.tell(id, 'cancel').expect(200)).body).toMatchObject({ status: 'cancelled' });
    await desk.tell(id, 'cancel').expect(200);
    await api.rows.query(`UPDATE import SET status = 'done' WHERE id = $1`, [id]);
    await desk.tell(id, 'start').expect(409);
    await desk.remove(id).expect(204);
    await desk.remove(id).expect(404);
  });

  it('gives its rows page by page, and by what becomes of them', async () => {
    const { id } = await desk.check(`${rows(5)}Nobody,not a profile\n`);

    expect((await desk.rows(id, 2)).map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7]);
    const refused = await desk.call('get', `/api/v1/imports/${id}/rows?outcome=refused`).expect(200);
    expect(refused.body).toMatchObject({ items: [{ line: 7, outcome: 'refused' }], nextCursor: null });
    await desk.call('get', `/api/v1/imports/${id}/rows?outcome=other`).expect(400);
    const page = await desk.call('get', `/api/v1/imports/${id}/rows?limit=2`).expect(200);
    const { nextCursor } = page.body as { nextCursor: string };
    await desk.call('get', `/api/v1/imports/${id}/rows?outcome=ready&cursor=${nextCursor}`).expect(400);
  });
});
