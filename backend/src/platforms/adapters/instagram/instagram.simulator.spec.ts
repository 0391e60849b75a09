import { SimulatedNetwork } from '../../testing/simulated-network.js';
import { instagram } from './index.js';

const TOKEN = { authorization: 'Bearer some-token' };
const OWN = '17841400000000000';

interface Answer {
  status: number;
  body: { business_discovery?: Record<string, unknown>; error?: Record<string, unknown>; id?: string };
}

describe('the simulated Graph API', () => {
  let network: SimulatedNetwork;

  beforeEach(async () => (network = await SimulatedNetwork.start(instagram)));
  afterEach(() => network.close());

  async function ask(fields: string, headers: Record<string, string> = TOKEN, path = `/v26.0/${OWN}`): Promise<Answer> {
    const answer = await fetch(`${network.baseUrl}${path}?fields=${encodeURIComponent(fields)}`, { headers });
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  }
  const discover = (username: string, fields: string) => ask(`business_discovery.username(${username}){${fields}}`);
  const avatar = async (name: string) =>
    String((await discover(name, 'profile_picture_url')).body.business_discovery?.['profile_picture_url']);

  it('answers what is asked for and the id, and says whose question it was', async () => {
    const { status, body } = await discover('anna', 'followers_count,media.limit(2){timestamp}');
    expect([status, body.id]).toEqual([200, OWN]);
    expect(body.business_discovery).toEqual({
      followers_count: expect.any(Number) as unknown,
      media: {
        data: [1, 2].map(() => ({
          timestamp: expect.stringMatching(/T.*\+0000$/) as unknown,
          id: expect.stringMatching(/^18\d{15}$/) as unknown,
        })),
        paging: { cursors: { after: expect.stringMatching(/^QVFIU/) as unknown } },
      },
      id: expect.stringMatching(/^17841\d{12}$/) as unknown,
    });
  });

  it.each([
    ['an unknown field', 'business_discovery.username(anna){age}', 100],
    ['an unknown field of media', 'business_discovery.username(anna){media{duration}}', 100],
    ['what stands on every object', 'business_discovery.username(anna){constructor}', 100],
    ['another field', 'followers_count', 100],
    ['nobody', 'business_discovery{id}', 100],
    ['an open brace', 'business_discovery.username(anna){id', 2_500],
    ['a cursor of its own making', 'business_discovery.username(anna){media.after(QVFIU1){id}}', 100],
  ])('refuses %s', async (_what, fields, code) => {
    expect(await ask(fields)).toMatchObject({ status: 400, body: { error: { code, type: 'OAuthException' } } });
  });

  it.each([
    ['no token', {}, 104, undefined],
    ['a token that is none', { authorization: 'Bearer invalid' }, 190, undefined],
    ['an ended token', { authorization: 'Bearer expired' }, 190, 463],
  ])('refuses %s', async (_what, headers, code, subcode) => {
    const { status, body } = await ask('id', headers);
    expect([status, body.error?.['code'], body.error?.['error_subcode']]).toEqual([400, code, subcode]);
  });

  it('knows no other path', async () => {
    expect(await ask('id', TOKEN, '/v26.0')).toMatchObject({ status: 400, body: { error: { code: 2_500 } } });
  });

  it('has one answer for whoever is not shown', async () => {
    const answers = await Promise.all(
      ['missing.one', 'private.one', 'deleted.one', 'suspended.one', 'no-such-name'].map((name) =>
        discover(name, 'id'),
      ),
    );
    for (const { status, body } of answers)
      expect({ status, ...body.error }).toMatchObject({
        status: 400,
        message: 'Invalid user id',
        code: 110,
        error_subcode: 2_207_013,
      });
  });

  it('turns accounts once their media were read: another name, another owner', async () => {
    const both = (name: string) => discover(name, 'username,media{id}');
    const [renamed, reassigned] = [await both('renamed.one'), await both('reassigned.one')];
    expect((await both('renamed.one')).body.error).toMatchObject({ code: 110 });
    expect((await both('newname.one')).body.business_discovery?.['id']).toBe(renamed.body.business_discovery?.['id']);
    const owner = (await both('reassigned.one')).body.business_discovery;
    expect(owner?.['username']).toBe('reassigned.one');
    expect(owner?.['id']).not.toBe(reassigned.body.business_discovery?.['id']);
  });

  it('signs addresses anew in every answer, and they end', async () => {
    const [first, second] = [await avatar('anna'), await avatar('anna')];
    expect(first).not.toBe(second);
    expect(new URL(first).pathname).toBe(new URL(second).pathname);
    expect((await fetch(first)).status).toBe(200);
    network.clock.advance(5 * 86_400_000);
    expect((await fetch(first)).status).toBe(403);
  });
});
