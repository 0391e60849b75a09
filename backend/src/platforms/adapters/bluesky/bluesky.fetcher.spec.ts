import { ScriptedServer } from '../../testing/scripted-server.js';
import { aContext, SettableClock } from '../../testing/simulated-network.js';
import { BlueskyClient } from './bluesky.client.js';
import { BlueskyFetcher } from './bluesky.fetcher.js';

const did = (name: string) => `did:web:${name}.example.com`;
const byId = (name: string) => ({ locator: { platform: 'bluesky', kind: 'id', value: did(name) } }) as const;
const profile = (name: string) => ({ did: did(name), handle: `${name}.example.com`, postsCount: 3 });
const refusal = { status: 400, body: { error: 'AccountDeactivated', message: 'Account is deactivated' } };

describe('BlueskyFetcher', () => {
  let server: ScriptedServer;
  let fetcher: BlueskyFetcher;

  beforeEach(async () => {
    server = await ScriptedServer.start();
    fetcher = new BlueskyFetcher(new BlueskyClient(server.wires.main, new SettableClock()));
  });
  afterEach(() => server.close());

  const codes = async (...names: string[]) =>
    (await fetcher.fetchProfiles(names.map(byId), aContext())).map((answer) => (answer.ok ? 'ok' : answer.error.code));
  const names = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);

  it('asks why for a few of many who are missing, and leaves the others for the next time', async () => {
    server.answer({ body: { profiles: [profile('n0')] } }, refusal);
    const told = await codes(...names(25));
    expect(server.asked).toHaveLength(6);
    expect(told.slice(0, 7)).toEqual(['ok', ...Array<string>(5).fill('PROFILE_DELETED'), 'PLATFORM_UNAVAILABLE']);
    expect(new Set(told.slice(6))).toEqual(new Set(['PLATFORM_UNAVAILABLE']));
  });

  it('takes an entry that cannot be read for that one’s answer, once it was asked for alone', async () => {
    server.answer({ body: { profiles: [profile('n1'), { did: 7 }] } }, { body: profile('n0') });
    expect(await codes('n0', 'n1')).toEqual(['ok', 'ok']);
    expect(server.asked.map(({ url }) => url.pathname)).toEqual([
      '/app.bsky.actor.getProfiles',
      '/app.bsky.actor.getProfile',
    ]);
  });

  it('keeps whom it read where asking for one who is missing fails', async () => {
    server.answer({ body: { profiles: [profile('n0'), profile('n1')] } }, { status: 500, body: {} });
    expect(await codes('n0', 'odd', 'n1')).toEqual(['ok', 'PLATFORM_UNAVAILABLE', 'ok']);
    server.answer({ body: { profiles: [profile('n0')] } }, { status: 429, body: {} });
    expect(await codes('n0', 'n1', 'n2')).toEqual(['ok', 'RATE_LIMITED', 'RATE_LIMITED']);
    expect(server.asked).toHaveLength(4);
    server.answer({ status: 429, body: {} });
    await expect(codes('n0')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('does not let a name that cannot be one spoil a batch', async () => {
    server.answer({ body: profile('n0') });
    const odd = { locator: { platform: 'bluesky', kind: 'handle', value: 'no handle' } } as const;
    const [first, second] = await fetcher.fetchProfiles([odd, byId('n0')], aContext());
    expect([first, second]).toMatchObject([{ error: { code: 'INPUT_INVALID_HANDLE' } }, { ok: true }]);
    expect(server.asked).toHaveLength(1);
  });
});
