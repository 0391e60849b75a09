import type { ConnectionResponse } from '../../../backend/src/connections/dto/connection.response.js';
import { makeDue, syncRow } from '../../factories/sync-rows.js';
import { aTalent } from '../../factories/rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { anEngine } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

describe('proof of ownership', () => {
  let api: TestApi;
  let engine: Engine;
  let desk: Desk;

  beforeAll(async () => {
    api = await startApi({ PROOF_DAYS: '3' });
    engine = await anEngine(api.network);
    desk = await Desk.open(api);
  });
  afterEach(() => assertInvariants(api.rows));
  afterAll(async () => {
    await engine.close();
    await api.close();
  });

  const aReadyOne = async (handle: string, platform = 'bluesky'): Promise<string> => {
    const { id } = await desk.connect(handle, platform);
    await engine.runDue();
    expect(await desk.see(id)).toMatchObject({
      status: 'READY',
      verification: 'public',
      proof: null,
      verifiedAt: null,
    });
    return id;
  };
  const request = async (id: string): Promise<NonNullable<ConnectionResponse['proof']>> => {
    const { proof } = (await desk.deed(id, 'proof').expect(200)).body as ConnectionResponse;
    if (!proof) throw new Error('There is no proof');
    return proof;
  };
  const write = async (handle: string, bio: string | null, platform = 'bluesky'): Promise<void> => {
    const answer = await fetch(`${api.network.url}/${platform}/__bio`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ handle, bio }),
    });
    if (answer.status !== 204) throw new Error(`The bio was refused: ${String(answer.status)}`);
  };
  const syncNow = async (id: string): Promise<ConnectionResponse> => {
    await makeDue(api.rows, id);
    await engine.runDue();
    return desk.see(id);
  };
  const recordsOf = async (id: string, action: string) => {
    const sql = `SELECT c.actor_kind AS kind, d.actor_name AS actor, d.target_name AS target FROM change c
      JOIN audit_detail d ON d.change_id = c.id WHERE c.target_id = $1 AND c.action = $2`;
    return (await api.rows.query<{ kind: string; actor: string; target: string }>(sql, [id, action])).rows;
  };

  it.each([
    ['bluesky', 'mia.bsky.social'],
    ['youtube', '@miasol'],
  ])('is found in the bio at the next sync (%s), and closes', async (platform, handle) => {
    const id = await aReadyOne(handle, platform);
    const { code, checkedAt, expiresAt, requestedAt } = await request(id);
    expect([checkedAt, Date.parse(expiresAt) - Date.parse(requestedAt)]).toEqual([null, 3 * 86_400_000]);
    await write(handle, `Singer. ${code.toUpperCase()} – new record out now.`, platform);

    const seen = await syncNow(id);

    expect(seen).toMatchObject({ verification: 'verified', proof: null });
    expect(Date.parse(seen.verifiedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(requestedAt));
    expect(await recordsOf(id, 'connection.verified')).toEqual([
      { kind: 'system', actor: 'Rostrum', target: `${seen.talentName} · @${seen.handle}` },
    ]);
    await desk.deed(id, 'proof').expect(409);
  });

  it('stays open while the bio does not have it, and says when it was looked for', async () => {
    const id = await aReadyOne('noa.bsky.social');
    const { code, requestedAt } = await request(id);
    await write('noa.bsky.social', `${code}x`);
    const seen = await syncNow(id);
    expect(seen).toMatchObject({ verification: 'public', proof: { code, state: 'open' } });
    expect(Date.parse(seen.proof?.checkedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(requestedAt));
  });

  it('is the same code while it is open, and brings the next sync forward', async () => {
    const id = await aReadyOne('lea.bsky.social');
    expect((await syncRow(api.rows, id)).due_in).toBeGreaterThan(1_800);
    const first = await request(id);
    expect((await syncRow(api.rows, id)).due_in).toBeLessThanOrEqual(120);
    expect(await request(id)).toEqual(first);
    expect(await recordsOf(id, 'connection.proof_requested')).toHaveLength(1);
  });

  it('is looked for no more once it has expired, until it is asked for anew', async () => {
    const id = await aReadyOne('ida.bsky.social');
    const { code } = await request(id);
    await write('ida.bsky.social', code);
    await api.rows.query(`UPDATE social_connection SET proof_expires_at = now() - interval '1 second' WHERE id = $1`, [
      id,
    ]);
    expect(await syncNow(id)).toMatchObject({
      verification: 'public',
      proof: { code, state: 'expired', checkedAt: null },
    });
    const anew = await request(id);
    expect([anew.code === code, anew.state]).toEqual([false, 'open']);
  });

  it('can be withdrawn', async () => {
    const id = await aReadyOne('ada.bsky.social');
    const { code } = await request(id);
    const withdraw = () => desk.call('delete', `/api/v1/connections/${id}/proof`).expect(200);
    expect((await withdraw()).body).toMatchObject({ proof: null });
    await withdraw();
    await write('ada.bsky.social', code);
    expect(await syncNow(id)).toMatchObject({ verification: 'public', proof: null });
    expect(await recordsOf(id, 'connection.proof_withdrawn')).toHaveLength(1);
  });

  it('stays with the account when the connection moves to another talent', async () => {
    const id = await aReadyOne('eva.bsky.social');
    await write('eva.bsky.social', (await request(id)).code);
    const { verifiedAt } = await syncNow(id);
    const talentId = await aTalent(api.rows, desk.agencyId);
    const moved = await desk.deed(id, 'transfer', { talentId }).expect(200);
    expect(moved.body).toMatchObject({ talentId, verification: 'verified', verifiedAt });
  });

  it('is asked of none that is disconnected, and of none that the talent connected', async () => {
    const archived = await aReadyOne('uma.bsky.social');
    await desk.remove(archived, 'keep').expect(204);
    await desk.deed(archived, 'proof').expect(409);
    const consented = await aReadyOne('ola.bsky.social');
    await api.rows.query(`UPDATE social_connection SET method = 'OAUTH' WHERE id = $1`, [consented]);
    await desk.deed(consented, 'proof').expect(409);
  });
});
