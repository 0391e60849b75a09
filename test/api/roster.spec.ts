import { aConnection, anAgency, aStaffMember, aTalent } from '../factories/rows.js';
import type { Agency } from '../factories/rows.js';
import { startApi } from '../support/api.js';
import type { Caller, TestApi } from '../support/api.js';

interface Page {
  readonly items: { readonly id: string; readonly name: string }[];
  readonly nextCursor: string | null;
}

let api: TestApi;
let agency: Agency;
let call: Caller;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

beforeEach(async () => {
  agency = await anAgency(api.rows);
  call = await api.signIn(await aStaffMember(api.rows, agency.id, { role: 'viewer' }));
});

const list = async (query = ''): Promise<Page> =>
  (await call('get', `/api/v1/talents${query}`).expect(200)).body as Page;
const names = async (query: string) => (await list(query)).items.map(({ name }) => name);

describe('the roster', () => {
  it('says what the connections of a talent amount to', async () => {
    const id = await aTalent(api.rows, agency.id, { name: 'Maya' });
    const connect = (given: Parameters<typeof aConnection>[3]) => aConnection(api.rows, agency.id, id, given);
    const older = new Date('2026-01-01T10:00:00Z');
    const ready = await connect({ handle: 'a.test', followers: 1200, succeededAt: older });
    const failed = await connect({
      handle: 'b.test',
      platform: 'youtube',
      status: 'ERROR',
      followers: 34,
      succeededAt: new Date('2026-01-02T10:00:00Z'),
    });
    const blank = await connect({ handle: 'c.test', followers: null, succeededAt: new Date('2025-01-01T10:00:00Z') });
    await connect({ handle: 'd.test', status: 'DISCONNECTED', control: 'archived', followers: 5000 });
    const { items } = await list();
    expect(items).toEqual([
      expect.objectContaining({
        id,
        followersSum: 1234,
        followersCounted: 2,
        followersOldestAt: older.toISOString(),
        worstStatus: 'ERROR',
        attention: 1,
        connections: expect.arrayContaining([
          { id: ready, platform: 'bluesky', handle: 'a.test', status: 'READY', avatarUrl: null },
          { id: failed, platform: 'youtube', handle: 'b.test', status: 'ERROR', avatarUrl: null },
          { id: blank, platform: 'bluesky', handle: 'c.test', status: 'READY', avatarUrl: null },
        ]) as unknown,
      }),
    ]);
  });

  it('shows pictures through our own address only', async () => {
    const id = await aTalent(api.rows, agency.id);
    await aConnection(api.rows, agency.id, id, { avatarUrl: 'https://cdn.bsky.app/img/avatar/x.jpg' });
    await aConnection(api.rows, agency.id, id, { platform: 'youtube', avatarUrl: 'https://evil.example/x.jpg' });
    const { text } = await call('get', '/api/v1/talents').expect(200);
    expect(text).toContain('"/api/v1/media/');
    expect(text).not.toContain('bsky.app');
    expect(text).not.toContain('evil.example');
  });

  it('is found by name, alias, e-mail and handle, and takes wildcards for what they are', async () => {
    const maya = await aTalent(api.rows, agency.id, {
      name: 'Maya Lind',
      aliases: ['The_Voice'],
      email: 'box@lind.example',
    });
    await aTalent(api.rows, agency.id, { name: 'Other 100%' });
    await aConnection(api.rows, agency.id, maya, { handle: 'm-l.test' });
    for (const q of ['maya', 'LIND', 'the_v', 'box@lind', '@m-l', 'm-l.test', ' maya ']) {
      expect([q, await names(`?q=${encodeURIComponent(q)}`)]).toEqual([q, ['Maya Lind']]);
    }
    expect(await names('?q=%25')).toEqual(['Other 100%']);
    expect(await names('?q=the%25v')).toEqual([]);
    expect(await names("?q='%20OR%201=1--")).toEqual([]);
  });

  it('is narrowed down by status, platform, tag and owner', async () => {
    const owner = await aStaffMember(api.rows, agency.id);
    const a = await aTalent(api.rows, agency.id, { name: 'A', tags: ['music'], ownerId: owner.id });
    const b = await aTalent(api.rows, agency.id, { name: 'B', tags: ['Music', 'film'], status: 'inactive' });
    await aTalent(api.rows, agency.id, { name: 'C', status: 'archived', tags: ['old'] });
    await aConnection(api.rows, agency.id, a, { platform: 'youtube' });
    await aConnection(api.rows, agency.id, b, { platform: 'youtube', control: 'archived', status: 'DISCONNECTED' });
    expect(await names('')).toEqual(['A', 'B']);
    expect(await names('?status=inactive')).toEqual(['B']);
    expect(await names('?status=archived')).toEqual(['C']);
    expect(await names('?platform=youtube')).toEqual(['A']);
    expect(await names('?connectionStatus=READY')).toEqual(['A']);
    expect(await names('?connectionStatus=DISCONNECTED')).toEqual([]);
    expect(await names('?tag=music')).toEqual(['A']);
    expect(await names(`?ownerId=${owner.id}`)).toEqual(['A']);
    const { body } = await call('get', '/api/v1/talents/facets').expect(200);
    expect(body).toEqual({ tags: ['film', 'Music', 'music'], owners: [{ id: owner.id, name: owner.name }] });
  });

  it.each([
    ['name', ['anna', 'Bea', 'Cleo', 'Cleo', 'Dora']],
    ['-name', ['Dora', 'Cleo', 'Cleo', 'Bea', 'anna']],
    ['followers', ['anna', 'Cleo', 'Bea', 'Cleo', 'Dora']],
    ['-followers', ['Dora', 'Cleo', 'Bea', 'Cleo', 'anna']],
  ])('sorted by %s shows each once, page after page', async (sort, expected) => {
    for (const [name, followers] of [
      ['Cleo', 5],
      ['anna', null],
      ['Dora', 2 ** 40],
      ['Bea', 20],
      ['Cleo', 30],
    ] as const) {
      const id = await aTalent(api.rows, agency.id, { name });
      if (followers !== null) await aConnection(api.rows, agency.id, id, { followers });
    }
    const seen: { id: string; name: string }[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Page = await list(`?sort=${sort}&limit=2${cursor && `&cursor=${cursor}`}`);
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(seen.map(({ name }) => name)).toEqual(expected);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(5);
  });

  it('gives cursors that are good for that list alone', async () => {
    for (const name of ['A', 'B']) await aTalent(api.rows, agency.id, { name });
    const { nextCursor } = await list('?limit=1');
    const refused = async (caller: Caller, query: string) => {
      const { body } = await caller('get', `/api/v1/talents${query}`).expect(400);
      expect(body).toMatchObject({ errors: [{ field: 'cursor' }] });
    };
    const other = await anAgency(api.rows);
    await refused(await api.signIn(await aStaffMember(api.rows, other.id)), `?limit=1&cursor=${nextCursor ?? ''}`);
    await refused(call, `?limit=1&sort=-name&cursor=${nextCursor ?? ''}`);
    await refused(call, `?limit=1&q=a&cursor=${nextCursor ?? ''}`);
    await refused(call, `?limit=1&cursor=x${nextCursor ?? ''}`);
    await refused(call, '?cursor=nonsense');
    const { nextCursor: newest } = await list('?limit=1&sort=-created');
    await call('get', `/api/v1/connections?sort=-created&cursor=${newest ?? ''}`).expect(400);
  });

  it('knows whether anything changed', async () => {
    const id = await aTalent(api.rows, agency.id, { name: 'A' });
    const { headers } = await call('get', '/api/v1/talents').expect(200);
    const again = () => call('get', '/api/v1/talents').set('If-None-Match', headers['etag'] ?? '');
    await again().expect(304);
    await api.rows.query('UPDATE talent SET name = $1 WHERE id = $2', ['B', id]);
    await again().expect(200);
  });
});
