import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { anAgency, aStaffMember } from '../factories/rows.js';
import { startApi } from '../support/api.js';
import type { Caller, TestApi } from '../support/api.js';

interface RequestOut {
  readonly request: { readonly origin?: unknown; readonly path: string };
}

let api: TestApi;
let call: Caller;
let ear: Server;
let heard = 0;
let port = 0;
const asked: string[] = [];
const note = (message: unknown) => {
  const { request } = message as RequestOut;
  asked.push(`${String(request.origin)}${request.path}`);
};

beforeAll(async () => {
  api = await startApi();
  const agency = await anAgency(api.rows);
  call = await api.signIn(await aStaffMember(api.rows, agency.id, { role: 'manager' }));
  ear = createServer((socket) => {
    heard += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => ear.listen(0, '127.0.0.1', resolve));
  port = (ear.address() as AddressInfo).port;
  subscribe('undici:request:create', note);
});
afterAll(async () => {
  unsubscribe('undici:request:create', note);
  ear.close();
  await api.close();
});

const look = (input: string, platform?: string) =>
  call('post', '/api/v1/connections/resolve').send({ input, ...(platform ? { platform } : {}) });

/** Every way to name the listener, or to be sent on to it. */
const towards = (at: string): string[] => [
  `http://127.0.0.1:${at}/@mia`,
  `http://localhost:${at}/@mia`,
  `//127.0.0.1:${at}/@mia`,
  `127.0.0.1:${at}/@mia`,
  `http://2130706433:${at}/@mia`,
  `http://0x7f000001:${at}/@mia`,
  `http://0177.0.0.1:${at}/@mia`,
  `http://127.1:${at}/@mia`,
  `http://[::ffff:127.0.0.1]:${at}/@mia`,
  `http://www.youtube.com@127.0.0.1:${at}/@mia`,
  `http://127.0.0.1:${at}@www.youtube.com/@mia`,
  `http://127.0.0.1:${at}\\@www.youtube.com/@mia`,
  `http://www.youtube.com.127.0.0.1.nip.io:${at}/@mia`,
  `https://www.youtube.com/redirect?q=http%3A%2F%2F127.0.0.1%3A${at}%2F`,
  `https://l.facebook.com/l.php?u=http%3A%2F%2F127.0.0.1%3A${at}%2F`,
  `https://www.youtube.com/@mia/../../127.0.0.1:${at}`,
  `at://127.0.0.1:${at}/app.bsky.feed.post/1`,
  `did:web:127.0.0.1%3A${at}`,
  `@mia@127.0.0.1:${at}`,
  `http://mastodon.social@127.0.0.1:${at}/@mia`,
  'https://t.co/AbCdEf',
  'https://vm.tiktok.com/ZM8abcdef/',
  'https://lnkd.in/abc',
  'https://pin.it/abcdef',
  'https://spotify.link/abcdef',
  'https://bit.ly/3abc',
  'https://mastodon.social/@mia',
  '@mia@some.instance.example',
];

describe('a pasted link', () => {
  it('is never opened: who listens where it leads hears nothing', async () => {
    for (const input of towards(String(port))) {
      for (const platform of [undefined, 'youtube', 'bluesky']) {
        const { status, body } = await look(input, platform);
        expect({ input, status, code: (body as { connectionCode?: string }).connectionCode }).toEqual({
          input,
          status: 400,
          code: expect.stringMatching(/^INPUT_/) as unknown,
        });
      }
    }

    expect(heard).toBe(0);
    expect(asked).toEqual([]);
  });

  it('is not opened out of a file that is imported, either', async () => {
    const inputs = towards(String(port));
    const csv = `talent,profile\n${inputs.map((input, index) => `Person ${index},"${input}"\n`).join('')}`;
    const { body } = await call('post', '/api/v1/imports').send({ name: 'links.csv', csv }).expect(201);

    expect(body).toMatchObject({ rows: inputs.length, counts: { ready: 0, refused: inputs.length } });
    expect(heard).toBe(0);
    expect(asked).toEqual([]);
  });

  it('that names a profile leads to the platform’s API alone', async () => {
    await look('https://www.youtube.com/@mia.sol?next=http://127.0.0.1:1/').expect(200);

    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((url) => !url.includes('/sim/youtube/'))).toEqual([]);
    expect(heard).toBe(0);
  });

  it('would be heard, were it opened', async () => {
    expect(channel('undici:request:create').hasSubscribers).toBe(true);
    await expect(fetch(`http://127.0.0.1:${port}/@mia`)).rejects.toThrow();
    expect(heard).toBe(1);
  });

  it('of a network that cannot be read says so by name, and whose it is', async () => {
    const { body } = await look('https://www.pinterest.com/mia').expect(400);

    expect(body).toMatchObject({
      connectionCode: 'INPUT_PLATFORM_UNSUPPORTED',
      detail: '@mia is on Pinterest. Pinterest is not supported yet.',
    });
  });

  describe('of a platform that shows nothing without consent', () => {
    const UNSUPPORTED = {
      connectionCode: 'INPUT_PLATFORM_UNSUPPORTED',
      detail: '@mia.sol is on TikTok. TikTok shows no public numbers to apps.',
      action: 'Send the talent a consent link.',
    };

    beforeEach(() => {
      asked.length = 0;
    });

    it('is refused in its own words before anybody is called', async () => {
      expect((await look('https://www.tiktok.com/@mia.sol').expect(400)).body).toMatchObject(UNSUPPORTED);
      expect((await look('@mia.sol', 'tiktok').expect(400)).body).toMatchObject(UNSUPPORTED);
      expect((await look('https://www.linkedin.com/in/mia-sol').expect(400)).body).toMatchObject({
        connectionCode: 'INPUT_PLATFORM_UNSUPPORTED',
        detail: '@mia-sol is on LinkedIn. LinkedIn shows nothing about its members to apps.',
      });
      expect(asked).toEqual([]);
    });

    it('cannot be connected by hand either', async () => {
      const { body } = await call('post', '/api/v1/talents').send({ name: 'Mia Sol' }).expect(201);
      const { id: talentId } = body as { id: string };
      for (const wish of [{ url: 'https://www.tiktok.com/@mia.sol' }, { platform: 'tiktok', handle: 'mia.sol' }]) {
        const refused = await call('post', '/api/v1/connections')
          .send({ talentId, ...wish })
          .expect(400);
        expect(refused.body).toMatchObject(UNSUPPORTED);
      }
      expect(asked).toEqual([]);
    });

    it('is refused in a file that is imported, line by line', async () => {
      const csv = 'talent,profile\nMia,https://www.tiktok.com/@mia.sol\nBen,https://www.linkedin.com/in/ben\n';
      const { body } = await call('post', '/api/v1/imports').send({ name: 'links.csv', csv }).expect(201);
      const { id } = body as { id: string };
      const rows = (await call('get', `/api/v1/imports/${id}/rows`).expect(200)).body as {
        items: { code: string; text: string }[];
      };

      expect(rows.items).toMatchObject([
        { code: 'INPUT_PLATFORM_UNSUPPORTED', text: UNSUPPORTED.detail },
        { code: 'INPUT_PLATFORM_UNSUPPORTED' },
      ]);
      expect(asked).toEqual([]);
    });
  });

  it('of a post offers its author', async () => {
    const { body } = await look('https://bsky.app/profile/mia.bsky.social/post/3k7qmjev5lr2s').expect(400);

    expect(body).toMatchObject({
      connectionCode: 'INPUT_NOT_A_PROFILE',
      author: { platform: 'bluesky', kind: 'handle', value: 'mia.bsky.social' },
    });
  });
});
