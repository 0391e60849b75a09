/** From "Connect" to the connection, with the simulators as witnesses of what was asked of them. */
import { AgencyHint, EventBus } from '../../backend/src/core/events.js';
import { SECRET_MARK } from '../../backend/src/core/simulation.js';
import { aConnection, anAgency, aStaffMember, aTalent } from '../factories/rows.js';
import { startApi } from '../support/api.js';
import type { TestApi } from '../support/api.js';
import { ConsentDesk } from '../support/consent-desk.js';
import { anInvitation, Browser } from '../support/consent-walk.js';

const ONE = { social_connection: 1, oauth_credential: 1, consent_record: 1 };

let api: TestApi;
let desk: ConsentDesk;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

beforeEach(async () => {
  desk = await ConsentDesk.open(api);
});

const invited = async (platform: string, expectedHandle?: string, talent?: string) =>
  (await desk.inviteAs([{ platform, ...(expectedHandle === undefined ? {} : { expectedHandle }) }], talent)).token;

describe('a consent', () => {
  it('makes a connection that is read at once', async () => {
    const browser = new Browser(api);
    const flow = await browser.walk('x', { invitation: await desk.invite('x'), handle: 'mia_sol' });
    expect(flow).toMatchObject({
      outcome: 'connected',
      code: null,
      signedInAs: 'mia_sol',
      missing: [],
      back: '/consent',
    });
    expect(await desk.connection(flow.connection?.id)).toMatchObject({
      talentId: desk.talentId,
      method: 'OAUTH',
      verification: 'authorised',
      handle: 'mia_sol',
      status: 'PENDING',
      products: [{ activity: 'queued', cause: 'first' }, { activity: 'queued' }],
      consent: { state: 'active', matched: null, missing: [] },
    });
    expect(await desk.stored()).toEqual(ONE);
    expect(browser.told.join()).not.toContain(SECRET_MARK);
  });

  it('is given by a talent who is signed in, for their own', async () => {
    const browser = await desk.signedIn();
    const flow = await browser.walk('x', { handle: 'mia_sol' });
    expect(flow).toMatchObject({ outcome: 'connected', back: '/my' });
    expect(await desk.connection(flow.connection?.id)).toMatchObject({ talentId: desk.talentId });
    const actors = await api.rows.query<{ actor_kind: string }>(
      `SELECT actor_kind FROM change WHERE agency_id = $1 AND action = 'consent.granted'`,
      [desk.owner.agencyId],
    );
    expect(actors.rows).toEqual([{ actor_kind: 'staff' }]);
  });

  it('is the signed-in talent’s on their own page, whatever link that browser opened before', async () => {
    const browser = await desk.signedIn();
    const jo = await aTalent(api.rows, desk.owner.agencyId, { name: 'Jo' });
    const { token } = await desk.inviteAs([{ platform: 'youtube' }], jo);
    await browser.ask('post', '/api/v1/consent/open', { token });
    expect((await browser.start('x')).status).toBe(409);
    const flow = await browser.walk('x', { account: true, handle: 'mia_sol' });
    expect(flow).toMatchObject({ outcome: 'connected', back: '/my', again: null });
    expect(await desk.connection(flow.connection?.id)).toMatchObject({ talentId: desk.talentId });
    const stranger = new Browser(api);
    await stranger.ask('post', '/api/v1/consent/open', { token });
    expect((await stranger.start('youtube', { account: true })).status).toBe(401);
  });

  it('is nobody else’s to begin', async () => {
    const start = '/api/v1/oauth/x/start';
    const key = await api.withKey(desk.owner.agencyId, ['read', 'write']);
    expect((await api.anyone('post', start).send({})).status).toBe(401);
    expect((await desk.staff('post', start).send({})).status).toBe(403);
    expect((await key('post', start).send({})).status).toBe(403);
    const other = await aTalent(api.rows, desk.owner.agencyId);
    const connectionId = await aConnection(api.rows, desk.owner.agencyId, other, { platform: 'x' });
    expect((await (await desk.signedIn()).start('x', { connectionId })).status).toBe(404);
    expect((await new Browser(api).start('x', { invitation: await desk.invite('youtube') })).status).toBe(409);
  });

  it('names what was not allowed, and mends it with one tap', async () => {
    const browser = await desk.signedIn();
    const [insights] = ['https://www.googleapis.com/auth/yt-analytics.readonly'];
    const flow = await browser.walk('youtube', { handle: 'mia', untick: [insights] });
    expect(flow).toMatchObject({ outcome: 'connected', code: 'CONSENT_PARTIAL_SCOPES', missing: ['insights'] });
    const connectionId = flow.connection?.id ?? '';
    const missing = [{ scope: insights, reads: ['insights'] }];
    expect(await desk.connection(connectionId)).toMatchObject({ consent: { missing } });
    const mended = await browser.walk('youtube', { handle: 'mia', connectionId });
    expect(mended).toMatchObject({ outcome: 'connected', missing: [], connection: { id: connectionId } });
    expect(await desk.connection(connectionId)).toMatchObject({ consent: { missing: [] } });
    expect(await desk.stored()).toEqual({ ...ONE, consent_record: 2 });
  });

  it('counts as declined where nothing can be read by it', async () => {
    const untick = ['https://www.googleapis.com/auth/youtube.readonly'];
    const flow = await new Browser(api).walk('youtube', {
      invitation: await desk.invite('youtube'),
      handle: 'mia',
      untick,
    });
    expect(flow).toMatchObject({ outcome: 'declined', code: 'CONSENT_PARTIAL_SCOPES', connection: null });
    expect(flow.text).toContain('your profile');
    expect(await desk.stored()).toEqual({});
  });

  it('is declined where the talent says so, and may be given after all', async () => {
    const invitation = await desk.invite('x');
    const browser = new Browser(api);
    expect(await browser.walk('x', { invitation, decision: 'deny', handle: 'mia_sol' })).toMatchObject({
      outcome: 'declined',
      code: 'CONSENT_DECLINED',
    });
    expect(await desk.stored()).toEqual({});
    expect(await browser.walk('x', { invitation, handle: 'mia_sol' })).toMatchObject({ outcome: 'connected' });
  });
});

describe('the right account', () => {
  it('is the expected one, however it is written', async () => {
    const flow = await new Browser(api).walk('instagram', {
      invitation: await invited('instagram', 'Mia.Sol'),
      handle: 'mia.sol',
    });
    expect(flow).toMatchObject({ outcome: 'connected' });
    expect(await desk.connection(flow.connection?.id)).toMatchObject({ consent: { matched: 'handle' } });
  });

  it('is no other: nothing is stored, and the platform is to ask again', async () => {
    const browser = new Browser(api);
    const invitation = await invited('instagram', 'mia');
    const flow = await browser.walk('instagram', { invitation, handle: 'mia_private' });
    expect(flow).toMatchObject({
      outcome: 'wrong-account',
      code: 'CONSENT_WRONG_ACCOUNT',
      signedInAs: 'mia_private',
      expected: 'mia',
      text: 'You signed in as @mia_private — this link is for @mia. Nothing was stored.',
    });
    expect(await desk.stored()).toEqual({});
    const again = await browser.start('instagram', { invitation });
    expect(new URL(again.body.authorizationUrl).searchParams.get('force_reauth')).toBe('true');
    const back = await browser.comeBack(await browser.decide(again.body.authorizationUrl, { handle: 'mia' }));
    expect(await browser.flow(back.page)).toMatchObject({ outcome: 'connected' });
  });

  it('is the same when consent is given again: another one changes nothing', async () => {
    const browser = await desk.signedIn();
    const connectionId = (await browser.walk('x', { handle: 'mia_sol' })).connection?.id ?? '';
    const before = await desk.connection(connectionId);
    const flow = await browser.walk('x', { connectionId, handle: 'somebody_else' });
    expect(flow).toMatchObject({ outcome: 'wrong-account', signedInAs: 'somebody_else', connection: null });
    expect(flow.again).toBe(connectionId);
    expect(await desk.connection(connectionId)).toEqual({ ...before, syncAllowedAt: null });
    expect(await desk.stored()).toEqual(ONE);
    expect(await browser.walk('x', { connectionId, handle: 'mia_sol' })).toMatchObject({
      connection: { id: connectionId },
    });
  });

  it('is confirmed by the talent where the platform tells nothing', async () => {
    const browser = new Browser(api);
    const flow = await browser.walk('linkedin', { invitation: await invited('linkedin', 'mia'), handle: 'mia-sol' });
    expect(flow).toMatchObject({
      outcome: 'choose',
      why: 'not-matched',
      accounts: [{ usable: true }],
      connection: null,
    });
    expect(await desk.stored()).toEqual({});
    const [account] = flow.accounts;
    const none = await browser.ask('post', `/api/v1/oauth/flows/${flow.id}/choose`, { accountId: 'another' });
    expect(none.status).toBe(400);
    const chosen = await browser.ask('post', `/api/v1/oauth/flows/${flow.id}/choose`, { accountId: account?.id });
    expect(chosen).toMatchObject({ status: 200, body: { outcome: 'connected', accounts: [] } });
    const { connection } = await browser.flow(flow.id);
    expect(await desk.connection(connection?.id)).toMatchObject({ consent: { matched: 'none' } });
    expect(await desk.stored()).toEqual(ONE);
    const waiting = await api.rows.query('SELECT 1 FROM oauth_flow WHERE pending IS NOT NULL');
    expect(waiting.rowCount).toBe(0);
  });

  it('is chosen by nobody else, and may be none', async () => {
    const browser = new Browser(api);
    const flow = await browser.walk('linkedin', { invitation: await desk.invite('linkedin'), handle: 'mia-sol' });
    const choose = `/api/v1/oauth/flows/${flow.id}/choose`;
    const accountId = flow.accounts[0]?.id;
    expect((await new Browser(api).ask('post', choose, { accountId })).status).toBe(404);
    expect((await browser.ask('post', `/api/v1/oauth/flows/${flow.id}/cancel`)).body).toMatchObject({
      outcome: 'declined',
    });
    expect((await browser.ask('post', choose, { accountId })).body).toMatchObject({ outcome: 'declined' });
    expect(await desk.stored()).toEqual({});
  });

  it('is another talent’s: staff are told, and nothing changes', async () => {
    const browser = new Browser(api);
    const first = await browser.walk('x', { invitation: await desk.invite('x'), handle: 'mia_sol' });
    const other = await aTalent(api.rows, desk.owner.agencyId, { name: 'Jo' });
    const heard: AgencyHint[] = [];
    const stop = api.app.get(EventBus).subscribe(AgencyHint, (hint) => void heard.push(hint));
    const flow = await new Browser(api).walk('x', {
      invitation: await invited('x', undefined, other),
      handle: 'mia_sol',
    });
    stop();
    expect(flow).toMatchObject({ outcome: 'conflict', code: 'PROFILE_DUPLICATE', connection: null });
    expect(heard.slice(-2)).toMatchObject([
      { kind: 'invitations', ids: [other] },
      { kind: 'connections', ids: [first.connection?.id] },
    ]);
    expect(await desk.stored()).toEqual(ONE);
    const alerts = await desk.staff('get', `/api/v1/alerts?connectionId=${first.connection?.id ?? ''}`);
    expect(alerts.body).toMatchObject({
      items: [{ text: 'Another talent signed in to this account.', facts: { claimedBy: other } }],
    });
  });

  it('may be connected by two agencies at once, independently of each other', async () => {
    const theirs = await aStaffMember(api.rows, (await anAgency(api.rows)).id, { role: 'owner' });
    const their = { talent: await aTalent(api.rows, theirs.agencyId), staff: await api.signIn(theirs) };
    const { token } = await anInvitation(their.staff, their.talent, [{ platform: 'x' }]);
    const [ours, others] = await Promise.all([
      new Browser(api).walk('x', { invitation: await desk.invite('x'), handle: 'mia_sol' }),
      new Browser(api).walk('x', { invitation: token, handle: 'mia_sol' }),
    ]);
    expect([ours.outcome, others.outcome]).toEqual(['connected', 'connected']);
    expect(ours.connection?.id).not.toBe(others.connection?.id);
    const sealed = await api.rows.query<{ access_token: Buffer }>(
      'SELECT access_token FROM oauth_credential WHERE connection_id = ANY($1::uuid[])',
      [[ours.connection?.id, others.connection?.id]],
    );
    expect(new Set(sealed.rows.map((row) => row.access_token.toString('hex'))).size).toBe(2);
  });
});
