import { aConnection, aTalent } from '../../factories/rows.js';
import type { TalentGiven } from '../../factories/rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';
import { anEngine, wishFor } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

interface Record {
  readonly action: string;
  readonly target: string | null;
  readonly fields: readonly { field: string; before: unknown; after: unknown }[];
}

describe('moving connections between talents', () => {
  let api: TestApi;
  let engine: Engine;
  let desk: Desk;

  beforeAll(async () => {
    api = await startApi();
    engine = await anEngine(api.network);
  });
  beforeEach(async () => {
    desk = await Desk.open(api);
  });
  afterEach(() => {
    if (/deadlock/i.test(api.log())) throw new Error('Two of them waited for each other');
  });
  afterAll(async () => {
    await engine.close();
    await api.close();
  });

  const talent = (given: TalentGiven = {}) => aTalent(api.rows, desk.agencyId, given);
  const merge = (into: string, from: string) => desk.call('post', `/api/v1/talents/${into}/merge`).send({ from });
  const erase = (id: string) => desk.call('delete', `/api/v1/talents/${id}`).expect(204);
  const transfer = (id: string, talentId: string) => desk.deed(id, 'transfer', { talentId });
  const ownerOf = async (id: string): Promise<string | undefined> => {
    const sql = 'SELECT talent_id AS owner FROM social_connection WHERE id = $1';
    return (await api.rows.query<{ owner: string }>(sql, [id])).rows[0]?.owner;
  };
  const exists = async (id: string): Promise<boolean> =>
    ((await api.rows.query('SELECT 1 FROM talent WHERE id = $1', [id])).rowCount ?? 0) > 0;
  const recordsOf = async (id: string): Promise<Record[]> => {
    const sql = `SELECT c.action, d.target_name AS target, d.fields FROM change c JOIN audit_detail d ON d.change_id = c.id
      WHERE c.target_id = $1 ORDER BY c.seq`;
    return (await api.rows.query<Record>(sql, [id])).rows;
  };
  const trail = async (): Promise<string> => {
    const sql = 'SELECT string_agg(d::text, chr(10)) AS text FROM audit_detail d WHERE agency_id = $1';
    return (await api.rows.query<{ text: string | null }>(sql, [desk.agencyId])).rows[0]?.text ?? '';
  };

  describe('one connection', () => {
    it('goes along with its posts, its history and its runs', async () => {
      const { id } = await desk.connect('mia.bsky.social');
      await engine.runDue();
      const [posts, runs] = [await desk.posts(id), await desk.runs(id)];
      const other = await talent({ name: 'Noa Sol' });
      const moved = await transfer(id, other).expect(200);
      expect(moved.body).toMatchObject({ talentId: other, talentName: 'Noa Sol', status: 'READY' });
      expect([await desk.posts(id), await desk.runs(id)]).toEqual([posts, runs]);
    });

    it('is recorded with the names of both', async () => {
      const mia = await talent({ name: 'Mia Sol' });
      const noa = await talent({ name: 'Noa Sol' });
      const id = await aConnection(api.rows, desk.agencyId, mia, { handle: 'mia.test' });
      await transfer(id, noa).expect(200);
      expect(await recordsOf(id)).toEqual([
        {
          action: 'connection.transferred',
          target: 'Noa Sol · @mia.test',
          fields: [{ field: 'talent', before: 'Mia Sol', after: 'Noa Sol' }],
        },
      ]);
    });

    it('does not move to where it is, to nobody, to an archived talent or to another agency', async () => {
      const id = await aConnection(api.rows, desk.agencyId, desk.talentId);
      const stranger = await Desk.open(api);
      const archived = await talent({ name: 'Gone', status: 'archived' });
      expect((await transfer(id, desk.talentId).expect(409)).body).toMatchObject({ code: 'CONFLICT' });
      expect((await transfer(id, archived).expect(409)).body).toMatchObject({ detail: 'Gone is archived.' });
      await transfer(id, stranger.talentId).expect(404);
      await stranger.deed(id, 'transfer', { talentId: stranger.talentId }).expect(404);
      expect(await ownerOf(id)).toBe(desk.talentId);
      expect(await recordsOf(id)).toEqual([]);
    });

    it('survives the talent it has left, and is forgotten in that talent’s trail', async () => {
      const mia = await talent({ name: 'Canary Mia' });
      const { body } = await desk
        .call('post', '/api/v1/connections')
        .send({ talentId: mia, platform: 'bluesky', handle: 'moved.bsky.social' })
        .expect(201);
      const { id } = body as { id: string };
      await transfer(id, desk.talentId).expect(200);
      expect(await trail()).toContain('Canary Mia');
      await erase(mia);
      expect(await ownerOf(id)).toBe(desk.talentId);
      expect(await trail()).not.toContain('Canary Mia');
    });

    it('is somewhere whole, whoever moves it, erases its talents or merges them at the same time', async () => {
      for (let round = 0; round < 6; round += 1) {
        const [a, b] = [await talent(), await talent()];
        const id = await aConnection(api.rows, desk.agencyId, a);
        const answers = await Promise.all([
          transfer(id, b),
          transfer(id, desk.talentId),
          round % 2 === 0 ? erase(a) : merge(b, a),
        ]);
        for (const { status } of answers) expect([200, 204, 404, 409]).toContain(status);
        const owner = await ownerOf(id);
        expect(owner === undefined || (await exists(owner))).toBe(true);
        expect(owner === undefined && round % 2 === 1).toBe(false);
      }
    });
  });

  describe('two talents that are one', () => {
    it('brings together everything that is known of both', async () => {
      const mia = await talent({ name: 'Mia Sol', tags: ['pop'], aliases: ['MIA'] });
      const double = await talent({ name: 'M. Sol', tags: ['Pop', 'tour'], email: 'mia@example.com' });
      const live = await aConnection(api.rows, desk.agencyId, double);
      const archived = await aConnection(api.rows, desk.agencyId, double, {
        control: 'archived',
        status: 'DISCONNECTED',
      });
      const merged = await merge(mia, double).expect(200);
      expect(merged.body).toMatchObject({
        id: mia,
        name: 'Mia Sol',
        aliases: ['MIA', 'M. Sol'],
        tags: ['pop', 'tour'],
        email: 'mia@example.com',
        connections: [{ id: live }],
      });
      expect([await ownerOf(live), await ownerOf(archived), await exists(double)]).toEqual([mia, mia, false]);
      await desk.call('get', `/api/v1/talents/${double}`).expect(404);
    });

    it('is recorded with both, readable afterwards', async () => {
      const mia = await talent({ name: 'Mia Sol' });
      const double = await talent({ name: 'M. Sol', email: 'mia@example.com' });
      await aConnection(api.rows, desk.agencyId, double);
      await merge(mia, double).expect(200);
      const [merged] = await recordsOf(mia);
      expect(merged).toMatchObject({ action: 'talent.merged', target: 'Mia Sol' });
      expect(merged?.fields).toEqual(
        expect.arrayContaining([
          { field: 'mergedFrom', before: null, after: 'M. Sol' },
          { field: 'email', before: null, after: 'mia@example.com' },
          { field: 'connections', before: null, after: 1 },
        ]),
      );
      const [gone] = await recordsOf(double);
      expect(gone).toMatchObject({ action: 'talent.deleted', target: 'M. Sol' });
      expect(gone?.fields).toEqual(
        expect.arrayContaining([
          { field: 'mergedInto', before: null, after: 'Mia Sol' },
          { field: 'email', before: 'mia@example.com', after: null },
        ]),
      );
    });

    it('is forgotten as one, however often it was merged', async () => {
      const [a, b, c] = [await talent({ name: 'Canary A' }), await talent({ name: 'Canary B' }), await talent()];
      const moved = await aConnection(api.rows, desk.agencyId, a);
      await transfer(moved, desk.talentId).expect(200);
      await merge(b, a).expect(200);
      await merge(c, b).expect(200);
      expect(await trail()).toMatch(/Canary A[^]*Canary B/);
      await erase(c);
      expect(await trail()).not.toContain('Canary');
      expect(await ownerOf(moved)).toBe(desk.talentId);
    });

    it('refuses itself, nobody, another agency’s and an archived one that should stay', async () => {
      const stranger = await Desk.open(api);
      const archived = await talent({ status: 'archived' });
      expect((await merge(desk.talentId, desk.talentId).expect(400)).body).toMatchObject({
        errors: [{ field: 'from', code: 'same' }],
      });
      await merge(desk.talentId, stranger.talentId).expect(404);
      await merge(stranger.talentId, desk.talentId).expect(404);
      await merge(archived, desk.talentId).expect(409);
      expect([await exists(stranger.talentId), await exists(desk.talentId)]).toEqual([true, true]);
      await merge(desk.talentId, archived).expect(200);
    });

    it('lets one of two win that merge each into the other, and loses nothing', async () => {
      for (let round = 0; round < 8; round += 1) {
        const [a, b] = [await talent({ name: 'A' }), await talent({ name: 'B' })];
        const connections = [
          await aConnection(api.rows, desk.agencyId, a),
          await aConnection(api.rows, desk.agencyId, b),
        ];
        const answers = await Promise.all([merge(a, b), merge(b, a)]);
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
        const winner = answers[0]?.status === 200 ? a : b;
        expect(await Promise.all(connections.map(ownerOf))).toEqual([winner, winner]);
      }
    });

    it('takes along what is connected at the same moment, or refuses it', async () => {
      for (let round = 0; round < 6; round += 1) {
        const double = await talent();
        const handle = `same-moment-${String(round)}.bsky.social`;
        const [merged, connected] = await Promise.all([
          merge(desk.talentId, double),
          desk.call('post', '/api/v1/connections').send({ talentId: double, platform: 'bluesky', handle }),
        ]);
        expect([merged.status, [201, 404].includes(connected.status)]).toEqual([200, true]);
        const { id } = connected.body as { id?: string };
        expect(id === undefined ? desk.talentId : await ownerOf(id)).toBe(desk.talentId);
      }
    });

    it('goes on while a sync of one of its connections writes', async () => {
      const { id } = await desk.connect('writing.bsky.social');
      const stays = await talent();
      const claims = await engine.sync.claim(wishFor('engine', 50)); // before the merge: a claim waits for nobody
      await Promise.all([...claims.map((claim) => engine.run(claim)), merge(stays, desk.talentId).expect(200)]);
      await engine.runDue(); // a claim waits for nobody: it may have passed over what the merge held
      expect(await desk.see(id)).toMatchObject({ talentId: stays, status: 'READY' });
    });
  });
});
