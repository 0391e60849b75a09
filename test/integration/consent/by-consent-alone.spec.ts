/** Platforms that show nothing in public, from the talent's sign-in to what the agency sees of it. */
import type { ConnectionResponse } from '../../../backend/src/connections/dto/connection.response.js';
import type { Flow } from '../../../backend/src/oauth/flow/dto/flow.responses.js';
import { makeDue } from '../../factories/sync-rows.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { anInvitation, Browser } from '../../support/consent-walk.js';
import type { Decision } from '../../support/consent-walk.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { anEngine } from '../../support/worker.js';
import type { Engine } from '../../support/worker.js';

let api: TestApi;
let engine: Engine;
let desk: Desk;
let browser: Browser;

async function open(environment: Readonly<Record<string, string>> = {}): Promise<void> {
  api = await startApi(environment);
  engine = await anEngine(api.network, environment);
}
async function close(): Promise<void> {
  await engine.close();
  await api.close();
}
beforeEach(async () => {
  desk = await Desk.open(api);
  browser = new Browser(api);
});
afterEach(() => assertInvariants(api.rows));

async function walk(platform: string, decision: Decision, expectedHandle?: string): Promise<Flow> {
  const asked = [{ platform, ...(expectedHandle === undefined ? {} : { expectedHandle }) }];
  const { token } = await anInvitation(desk.call, desk.talentId, asked);
  return browser.walk(platform, { invitation: token, ...decision });
}

async function confirm({ id, accounts }: Flow): Promise<Flow> {
  return (await browser.ask<Flow>('post', `/api/v1/oauth/flows/${id}/choose`, { accountId: accounts[0]?.id })).body;
}

async function readBy(flow: Flow): Promise<ConnectionResponse> {
  expect(flow.outcome).toBe('connected');
  return readAgain(flow.connection?.id ?? '');
}

async function readAgain(id: string): Promise<ConnectionResponse> {
  await makeDue(api.rows, id);
  await engine.runDue();
  return desk.see(id);
}

const outcomes = ({ products }: ConnectionResponse) => products.map(({ product, outcome }) => `${product} ${outcome}`);

describe('TikTok', () => {
  beforeAll(() => open());
  afterAll(close);

  it('is read completely where everything was allowed', async () => {
    const seen = await readBy(await walk('tiktok', { handle: 'mia.sol' }, 'mia.sol'));

    expect(seen).toMatchObject({ status: 'READY', handle: 'mia.sol', consent: { state: 'active', matched: 'handle' } });
    expect(seen.profile).toMatchObject({ source: 'consent', url: 'https://www.tiktok.com/@mia.sol' });
    expect(seen.profile?.followers).toBeGreaterThan(0);
    expect(outcomes(seen)).toEqual(['profile ok', 'posts ok']);
    expect((await desk.posts(seen.id)).length).toBeGreaterThan(5);
  });

  it('refuses another account than the one that was asked for', async () => {
    const flow = await walk('tiktok', { handle: 'mia.private' }, 'mia.sol');
    expect(flow).toMatchObject({ outcome: 'wrong-account', signedInAs: 'mia.private', connection: null });
  });

  it('says what is missing where the talent allowed less, and does not fail over it', async () => {
    const untick = ['user.info.stats', 'video.list'];
    const seen = await readBy(await walk('tiktok', { handle: 'ana.sol', untick }));

    expect(seen.status).toBe('READY');
    expect(seen.profile).toMatchObject({ followers: null, blanks: { followers: 'not_granted' } });
    expect(outcomes(seen)).toEqual(['profile ok', 'posts not_granted']);
    expect(seen.consent?.missing.map(({ scope }) => scope)).toEqual(untick);
  });

  it('without the name asks the talent, and goes by the expected name on their word', async () => {
    const flow = await walk('tiktok', { handle: 'ben.sol', untick: ['user.info.profile'] }, 'Ben.Sol');
    expect(flow).toMatchObject({ outcome: 'choose', why: 'not-matched' });
    const seen = await readBy(await confirm(flow));

    expect(seen).toMatchObject({ status: 'READY', handle: 'ben.sol', consent: { matched: 'none' } });
    expect(seen.profile?.url).toBe('https://www.tiktok.com/@ben.sol');
  });

  it('is read no more once the talent takes the app off, and again once they consent again', async () => {
    const { id } = await readBy(await walk('tiktok', { handle: 'eva.sol' }));
    const removed = await fetch(`${api.network.url}/tiktok/__tokens/remove`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ handle: 'eva.sol' }),
    });
    expect(removed.status).toBe(204);

    expect(await readAgain(id)).toMatchObject({
      status: 'RECONNECT_NEEDED',
      error: { code: 'AUTH_RECONNECT_REQUIRED' },
      profile: { handle: 'eva.sol' },
    });
    const again = await walk('tiktok', { handle: 'eva.sol' });
    expect(again.connection?.id).toBe(id);
    expect((await readBy(again)).status).toBe('READY');
  });
});

describe('LinkedIn', () => {
  beforeAll(() => open());
  afterAll(close);

  it('asks the talent who they are, and lists no posts', async () => {
    const flow = await walk('linkedin', { handle: 'mia-sol' }, 'mia-sol');
    expect(flow).toMatchObject({ outcome: 'choose', why: 'not-matched', accounts: [{ usable: true }] });
    const seen = await readBy(await confirm(flow));

    expect(seen).toMatchObject({ status: 'READY', handle: 'mia-sol', consent: { matched: 'none' }, warnings: [] });
    expect(seen.profile).toMatchObject({
      url: 'https://www.linkedin.com/in/mia-sol',
      posts: null,
      blanks: { posts: 'not_supported', following: 'not_supported' },
    });
    expect(seen.profile?.followers).toBeGreaterThan(0);
    expect(outcomes(seen)).toEqual(['profile ok', 'posts not_supported']);
    expect(await desk.posts(seen.id)).toEqual([]);
  });

  it('goes by its owner’s name where nobody has named it, and is expected by that name nowhere', async () => {
    const seen = await readBy(await confirm(await walk('linkedin', { handle: 'ida-sol' })));
    expect(seen).toMatchObject({ status: 'READY', handle: 'Ida Sol', profile: { displayName: 'Ida Sol' } });
    await anInvitation(desk.call, desk.talentId, [{ platform: 'linkedin' }]);
    const { body } = await desk.call('get', `/api/v1/invitations?talentId=${desk.talentId}`);
    expect(body).toMatchObject({ items: [{ platforms: [{ platform: 'linkedin', expectedHandle: null }] }, {}] });
  });

  it('says no in words of its own', async () => {
    expect(await walk('linkedin', { decision: 'deny' })).toMatchObject({ outcome: 'declined', connection: null });
  });

  it('keeps two members apart though both were taken for the same name', async () => {
    const one = await readBy(await confirm(await walk('linkedin', { handle: 'ole-one' }, 'ole-sol')));
    const other = await readBy(await confirm(await walk('linkedin', { handle: 'ole-two' }, 'ole-sol')));

    expect(other.id).not.toBe(one.id);
    expect([one.handle, other.handle]).toEqual(['ole-sol', 'ole-sol']);
    expect(other.profile?.displayName).not.toBe(one.profile?.displayName);
  });
});

describe('LinkedIn, for an app that was approved for nothing further', () => {
  beforeAll(() => open({ LINKEDIN_SCOPES: 'profile' }));
  afterAll(close);

  it('tells no followers, and ends with its access token: none comes to refresh it', async () => {
    const before = Date.now();
    const { id } = await readBy(await confirm(await walk('linkedin', { handle: 'mia-sol' })));
    const { profile, consent, status } = await desk.see(id);

    expect([status, profile?.followers, profile?.blanks['followers']]).toEqual(['READY', null, 'not_granted']);
    expect(consent?.missing).toEqual([]);
    expect(Math.round((Date.parse(consent?.expiresAt ?? '') - before) / 86_400_000)).toBe(60);
  });
});
