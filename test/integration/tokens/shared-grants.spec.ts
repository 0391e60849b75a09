/** Platforms that end all of a person's consent with one token: nobody else's connection is ended with it. */
import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '../../../backend/src/core/database/database.service.js';
import { RevocationCall } from '../../../backend/src/oauth/tokens/revocation-call.service.js';
import { RevocationRepository } from '../../../backend/src/oauth/tokens/revocation.repository.js';
import { Revoker } from '../../../backend/src/oauth/tokens/revoker.service.js';
import { TokenService } from '../../../backend/src/oauth/tokens/token.service.js';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { ConsentDesk } from '../../support/consent-desk.js';
import { Browser } from '../../support/consent-walk.js';
import { settingsFor } from '../../support/settings.js';
import { aStillWorker } from '../../support/worker.js';

const READS = 'https://www.googleapis.com/auth/youtube.readonly';

let api: TestApi;
let worker: INestApplicationContext;
let [here, there]: ConsentDesk[] = [];
let people = 0;

beforeAll(async () => {
  api = await startApi();
  worker = await aStillWorker(settingsFor(api.network));
});
afterAll(async () => {
  await worker.close();
  await api.close();
});
beforeEach(async () => {
  await api.rows.query('DELETE FROM social_connection');
  await api.rows.query('DELETE FROM pending_revocation');
  [here, there] = [await ConsentDesk.open(api), await ConsentDesk.open(api)];
});

const get = <T>(service: abstract new (...given: never[]) => T): T => worker.get<T>(service, { strict: false });
const somebody = () => `mia_shared_${String((people += 1))}`;
const desks = (): { here: ConsentDesk; there: ConsentDesk } => {
  if (!here || !there) throw new Error('No desks');
  return { here, there };
};

async function connected(desk: ConsentDesk, platform: string, handle: string): Promise<string> {
  const flow = await new Browser(api).walk(platform, { invitation: await desk.invite(platform), handle });
  if (!flow.connection) throw new Error(`${handle} is not connected: ${JSON.stringify(flow)}`);
  return flow.connection.id;
}

/** Whether the platform still takes its tokens. */
async function lives({ owner: { agencyId } }: ConsentDesk, connectionId: string, platform: string): Promise<boolean> {
  const of = { agencyId, connectionId, platform };
  const token = await get(TokenService).withAccessToken(of, (text) => Promise.resolve(text));
  const paths: Readonly<Record<string, string>> = {
    tiktok: '/v2/user/info/?fields=open_id',
    youtube: '/youtube/v3/channels?part=id&mine=true',
    x: '/2/users/me',
  };
  const url = `${api.network.url}/${platform}${paths[platform] ?? ''}`;
  return (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).status === 200;
}

/** What is recorded once everything that waits was seen to. */
async function ends(): Promise<string[]> {
  const before = (await api.rows.query<{ seq: string }>('SELECT coalesce(max(seq), 0) AS seq FROM change')).rows[0]
    ?.seq;
  while ((await get(Revoker).run()) > 0);
  const sql = `SELECT c.action, d.fields FROM change c JOIN audit_detail d ON d.change_id = c.id
    WHERE c.action IN ('consent.revoked', 'consent.tokens_forgotten') AND c.seq > $1 ORDER BY c.seq`;
  const found = await api.rows.query<{ action: string; fields: { field: string; after: string | null }[] }>(sql, [
    before,
  ]);
  expect((await api.rows.query('SELECT 1 FROM pending_revocation')).rowCount).toBe(0);
  return found.rows.map(({ action, fields }) =>
    [action, fields.find(({ field }) => field === 'cause')?.after].filter(Boolean).join(': '),
  );
}

const disconnect = (desk: ConsentDesk, id: string) =>
  desk.staff('delete', `/api/v1/connections/${id}`).send({ data: 'erase' }).expect(204);

describe('a consent that the platform ends as a whole', () => {
  it.each(['tiktok', 'youtube'])('lives as long as another agency reads by it, at %s', async (platform) => {
    const { here, there } = desks();
    const handle = somebody();
    const [ours, theirs] = [await connected(here, platform, handle), await connected(there, platform, handle)];

    await disconnect(here, ours);
    expect(await ends()).toEqual(['consent.tokens_forgotten: shared-grant']);
    expect(await lives(there, theirs, platform)).toBe(true);

    await disconnect(there, theirs);
    expect(await ends()).toEqual(['consent.revoked']);
  });

  it('ends for one account and lives for another', async () => {
    const { here, there } = desks();
    const [ours, theirs] = [await connected(here, 'tiktok', somebody()), await connected(there, 'tiktok', somebody())];
    await disconnect(here, ours);
    expect(await ends()).toEqual(['consent.revoked']);
    expect(await lives(there, theirs, 'tiktok')).toBe(true);
  });

  it('outlives its account’s owner signing in by a link that is for another account', async () => {
    const { here } = desks();
    const handle = somebody();
    const own = await connected(here, 'youtube', handle);
    const { token } = await here.inviteAs([{ platform: 'youtube', expectedHandle: somebody() }]);
    expect(await new Browser(api).walk('youtube', { invitation: token, handle })).toMatchObject({
      outcome: 'wrong-account',
    });
    expect(await ends()).toEqual(['consent.tokens_forgotten: shared-grant']);
    expect(await lives(here, own, 'youtube')).toBe(true);
  });

  it('outlives a sign-in that granted too little to tell whose it is', async () => {
    const { here, there } = desks();
    const handle = somebody();
    const theirs = await connected(there, 'youtube', handle);
    const walk = { invitation: await here.invite('youtube'), handle, untick: [READS] };
    expect(await new Browser(api).walk('youtube', walk)).toMatchObject({ outcome: 'declined' });
    expect(await ends()).toEqual(['consent.tokens_forgotten: shared-grant']);
    expect(await lives(there, theirs, 'youtube')).toBe(true);
  });

  it('outlives a choice that was cancelled, and a choice outlives one that was disconnected', async () => {
    const { here, there } = desks();
    const handle = somebody();
    const theirs = await connected(there, 'tiktok', handle);
    const undecided = async () => {
      const browser = new Browser(api);
      // Without the scope of the name, nothing tells whose account it is.
      const { token } = await here.inviteAs([{ platform: 'tiktok', expectedHandle: handle }]);
      const flow = await browser.walk('tiktok', { invitation: token, handle, untick: ['user.info.profile'] });
      expect(flow).toMatchObject({ outcome: 'choose' });
      return { browser, flow };
    };

    const first = await undecided();
    await first.browser.ask('post', `/api/v1/oauth/flows/${first.flow.id}/cancel`, {});
    expect(await ends()).toEqual(['consent.tokens_forgotten: shared-grant']);
    expect(await lives(there, theirs, 'tiktok')).toBe(true);

    const { browser, flow } = await undecided();
    await disconnect(there, theirs);
    expect(await ends()).toEqual(['consent.tokens_forgotten: shared-grant']);
    const accountId = flow.accounts[0]?.id;
    const chosen = await browser.ask('post', `/api/v1/oauth/flows/${flow.id}/choose`, { accountId });
    const { connection } = chosen.body as { connection: { id: string } };
    expect(await lives(here, connection.id, 'tiktok')).toBe(true);
  });

  it('is each app’s own', async () => {
    const { here, there } = desks();
    const handle = somebody();
    const [ours, theirs] = [await connected(here, 'tiktok', handle), await connected(there, 'tiktok', handle)];
    await api.rows.query(`UPDATE oauth_credential SET app_credential = 'agency:${theirs}' WHERE connection_id = $1`, [
      theirs,
    ]);
    await disconnect(here, ours);
    expect(await ends()).toEqual(['consent.revoked']);
  });
});

describe('a consent that ends token by token', () => {
  it('is given back, whoever else reads the account', async () => {
    const { here, there } = desks();
    const handle = somebody();
    const [ours, theirs] = [await connected(here, 'x', handle), await connected(there, 'x', handle)];
    await disconnect(here, ours);
    expect(await ends()).toEqual(['consent.revoked']);
    expect(await lives(there, theirs, 'x')).toBe(true);
  });
});

describe('tokens that wait to be given back', () => {
  it('are looked at again before the call: as they are sealed by then, and not where somebody was faster', async () => {
    const { here } = desks();
    const claimed = async () => {
      await disconnect(here, await connected(here, 'x', somebody()));
      const [row] = await get(Database).asRevoker((tx) =>
        get(RevocationRepository).claim(tx, new Date(), { limit: 1, seconds: 60 }),
      );
      if (!row) throw new Error('Nothing waits');
      return row;
    };
    const first = await claimed();
    await api.rows.query('DELETE FROM pending_revocation WHERE id = $1', [first.id]);
    expect(await get(RevocationCall).make(first)).toBe('gone');

    const second = await claimed();
    await api.rows.query('UPDATE pending_revocation SET access_token = refresh_token WHERE id = $1', [second.id]);
    await expect(get(RevocationCall).make(second)).rejects.toThrow('Sealed tokens do not open');
  });
});
