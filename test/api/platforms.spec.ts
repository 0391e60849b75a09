import { CATALOGUE } from '../../backend/src/platforms/catalogue.js';
import { anAgency, aStaffMember } from '../factories/rows.js';
import { startApi } from '../support/api.js';
import type { Caller, TestApi } from '../support/api.js';

interface Platform {
  readonly id: string;
  readonly mode: string;
  readonly configured: boolean;
  readonly supported: boolean;
  readonly takesKeys: boolean;
  readonly personas: { prefix: string }[];
  readonly products: { name: string; supported: boolean }[];
  readonly methods: { method: string; available: boolean; eligibility: string }[];
}

let api: TestApi;
let call: Caller;

beforeAll(async () => {
  api = await startApi();
  const agency = await anAgency(api.rows);
  call = await api.signIn(await aStaffMember(api.rows, agency.id, { role: 'manager', name: 'Ada Okafor' }));
});
afterAll(() => api.close());

describe('GET /platforms', () => {
  it('lists twelve networks, those that can be read first', async () => {
    const { items } = (await call('get', '/api/v1/platforms').expect(200)).body as { items: Platform[] };
    expect(items).toHaveLength(12);
    const supported = items.slice(0, CATALOGUE.length);
    expect(supported).toMatchObject(
      CATALOGUE.map(({ descriptor: { id } }) => ({ id, mode: 'simulated', configured: true, supported: true })),
    );
    expect(items[0]?.personas.map(({ prefix }) => prefix)).toContain('flaky');
    expect(items.slice(CATALOGUE.length)).toEqual(
      items
        .slice(CATALOGUE.length)
        .map((item) => expect.objectContaining({ mode: 'absent', supported: false, id: item.id }) as unknown),
    );
  });

  it('says where an agency could bring keys of its own: where there are any', async () => {
    const { items } = (await call('get', '/api/v1/platforms').expect(200)).body as { items: Platform[] };
    const keyless = items.filter(({ supported, takesKeys }) => supported && !takesKeys);
    expect(keyless.map(({ id }) => id)).toEqual(['bluesky']);
    expect(items.filter(({ supported, takesKeys }) => !supported && takesKeys)).toEqual([]);
  });

  it('says what each can be read by, and what is never read', async () => {
    const { items } = (await call('get', '/api/v1/platforms').expect(200)).body as { items: Platform[] };
    const facts = (id: string) => items.find((item) => item.id === id);

    expect(facts('linkedin')).toMatchObject({
      methods: [
        { method: 'MANUAL', available: false },
        { method: 'OAUTH', available: true },
      ],
      products: [
        { name: 'profile', supported: true },
        { name: 'posts', supported: false },
      ],
    });
    expect(facts('tiktok')?.products).toEqual([
      { name: 'profile', supported: true },
      { name: 'posts', supported: true },
    ]);
    expect(facts('tiktok')?.methods[0]?.eligibility).toMatch(/no public numbers/);
  });

  it('is for those who signed in', async () => {
    await api.anyone('get', '/api/v1/platforms').expect(401);
  });
});

describe('GET /media/{id}', () => {
  async function avatarLink(input: string): Promise<string> {
    const { body } = await call('post', '/api/v1/connections/resolve').send({ input }).expect(200);
    return (body as { candidate: { avatarUrl: string } }).candidate.avatarUrl;
  }

  it('passes on the picture that a look-up named, and says when it has not changed', async () => {
    const link = await avatarLink('maya.bsky.social');
    const answer = await call('get', link).expect(200);
    expect((answer.body as Buffer).subarray(1, 4).toString()).toBe('PNG');
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'private, max-age=86400',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    await call('get', link)
      .set('if-none-match', answer.headers['etag'] ?? '')
      .expect(304);
  });

  it('is for whoever has the link, and fetches nothing for ids that it did not issue', async () => {
    const link = await avatarLink('maya.bsky.social');
    await api.anyone('get', link).expect(200); // talents who came by a link have no session
    for (const id of [
      'made-up',
      `${link.slice('/api/v1/media/'.length)}x`,
      'aHR0cHM6Ly9ldmlsLmV4YW1wbGU.AAAAAAAAAAAAAAAAAAAAAA',
    ]) {
      const answer = await call('get', `/api/v1/media/${id}`).expect(404);
      expect(answer.body).toMatchObject({ code: 'NOT_FOUND', status: 404 });
      expect(answer.headers['content-type']).toContain('application/problem+json');
    }
  });
});

it('is said to mail no links where there is no mail server', async () => {
  expect((await call('get', '/api/v1/auth/me').expect(200)).body).toMatchObject({ mails: false });
});
