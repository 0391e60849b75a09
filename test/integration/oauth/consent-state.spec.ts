/** The standing of a consent moves along its table alone, with the status that follows from it. */
import { ConsentState } from '../../../backend/src/connections/consent-state.service.js';
import { Database } from '../../../backend/src/core/database/database.service.js';
import type { Tx } from '../../../backend/src/core/database/database.service.js';
import { aConsentedConnection } from '../../factories/consent.js';
import type { ConsentGiven } from '../../factories/consent.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { ConsentDesk } from '../../support/consent-desk.js';

let api: TestApi;
let desk: ConsentDesk;
let id: string;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

beforeEach(async () => {
  desk = await ConsentDesk.open(api);
});

async function given(change: ConsentGiven): Promise<void> {
  id = await aConsentedConnection(api.rows, desk.owner.agencyId, desk.talentId, change);
}

type Step = (state: ConsentState, tx: Tx, of: { agencyId: string; connectionId: string }) => Promise<unknown>;

async function after(step: Step): Promise<{ answer: unknown; status: string; standing: string | undefined }> {
  const { agencyId } = desk.owner;
  const state = api.app.get(ConsentState, { strict: false });
  const database = api.app.get(Database, { strict: false });
  const answer = await database.inAgency(agencyId, (tx) => step(state, tx, { agencyId, connectionId: id }));
  const { status, consent } = await desk.connection(id);
  return { answer, status, standing: consent?.state };
}

const lost: Step = (state, tx, of) => state.lost(tx, of, 'AUTH_RECONNECT_REQUIRED');
const granted: Step = (state, tx, of) => state.granted(tx, of);
const proved: Step = (state, tx, of) => state.proved(tx, of);
const withdrawn: Step = (state, tx, of) => state.withdrawn(tx, of);

describe('the standing of a consent', () => {
  it('is lost, given anew, and well only once something was really read', async () => {
    await given({ platform: 'x' });
    expect(await after(lost)).toEqual({ answer: true, status: 'RECONNECT_NEEDED', standing: 'reauth_required' });
    expect((await desk.connection(id)).error).toMatchObject({ code: 'AUTH_RECONNECT_REQUIRED' });
    expect(await after(granted)).toMatchObject({ answer: false, status: 'RECONNECT_NEEDED' });
    expect(await after(proved)).toEqual({ answer: true, status: 'READY', standing: 'active' });
    expect(await after(proved)).toMatchObject({ answer: false, status: 'READY' });
  });

  it('moves nowhere that the table does not lead', async () => {
    await given({ platform: 'x', auth: 'none' });
    expect(await after(lost)).toMatchObject({ answer: false, status: 'READY', standing: undefined });
    expect(await after(proved)).toMatchObject({ answer: false, standing: undefined });
    expect(api.log()).toMatch(/a consent that is none cannot be lost/);
  });

  it('does not resume what is paused', async () => {
    await given({ platform: 'x', control: 'paused', status: 'PAUSED' });
    expect(await after(lost)).toMatchObject({ answer: true, status: 'PAUSED' });
    expect(await after(proved)).toMatchObject({ answer: true, status: 'PAUSED' });
  });
});

describe('posts that were listed before', () => {
  const relist = async (): Promise<unknown> => {
    const sql = "SELECT relist FROM connection_product WHERE connection_id = $1 AND product = 'posts'";
    return (await api.rows.query<{ relist: boolean }>(sql, [id])).rows[0]?.relist;
  };
  const listed = (): Promise<unknown> =>
    api.rows.query('UPDATE connection_product SET listed_at = now(), relist = false WHERE connection_id = $1', [id]);

  it('are listed anew where they are read another way, and only there', async () => {
    await given({ platform: 'x' });
    await listed();
    await after((state, tx, of) => state.expiring(tx, of));
    expect(await relist()).toBe(false);
    await after(lost);
    expect(await relist()).toBe(true);
    await listed();
    await after(granted);
    expect(await relist()).toBe(false);
    await after(proved);
    expect(await relist()).toBe(true);
  });
});

describe('a consent that is withdrawn', () => {
  it('leaves public data where it was read before', async () => {
    await given({ platform: 'x', publicBefore: true });
    expect(await after(withdrawn)).toMatchObject({ answer: 'public', standing: undefined });
    expect(await desk.connection(id)).toMatchObject({
      method: 'MANUAL',
      verification: 'public',
      consent: null,
      products: [{ activity: 'queued' }, { activity: 'queued' }],
    });
  });

  it.each([
    ['it was never public here', { platform: 'x' }],
    ['the platform shows nothing in public', { platform: 'tiktok', publicBefore: true }],
  ])('leaves nothing due where %s', async (_, change) => {
    await given(change);
    expect(await after(withdrawn)).toEqual({ answer: 'revoked', status: 'RECONNECT_NEEDED', standing: 'revoked' });
    expect(await desk.connection(id)).toMatchObject({ nextSyncAt: null, error: { code: 'AUTH_REVOKED' } });
  });
});
