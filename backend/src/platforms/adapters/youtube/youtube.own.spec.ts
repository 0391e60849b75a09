import { readFileSync } from 'node:fs';
import type { FetchContext } from '../../contract/fetcher.js';
import { aConsent, ScriptedServer, type Scripted } from '../../testing/scripted-server.js';
import { aContext, CANARY, SettableClock } from '../../testing/simulated-network.js';
import { YoutubeAnalytics } from './youtube.analytics.js';
import { youtubeAuthorizer } from './youtube.authorizer.js';
import { YoutubeClient } from './youtube.client.js';
import { YoutubeFetcher } from './youtube.fetcher.js';

const READ = 'https://www.googleapis.com/auth/youtube.readonly';
const ANALYTICS = 'https://www.googleapis.com/auth/yt-analytics.readonly';
const fixture = (name: string): Scripted => ({
  body: readFileSync(`backend/src/platforms/adapters/youtube/fixtures/${name}.json`, 'utf8'),
});
const refusal = (status: number, reason: string, more: object = {}): Scripted => ({
  status,
  body: { error: { code: status, message: 'words', errors: [{ domain: 'global', reason }], ...more } },
});
const NOBODY: Scripted = { body: { kind: 'youtube#channelListResponse', pageInfo: { totalResults: 0 } } };

const clock = new SettableClock();
let server: ScriptedServer;

beforeEach(async () => {
  server = await ScriptedServer.start();
});
afterEach(() => server.close());

describe('YoutubeFetcher by consent', () => {
  const byConsent = (...scopes: string[]): FetchContext => ({ ...aContext(), consent: aConsent(scopes) });
  const fetcher = () =>
    new YoutubeFetcher(
      new YoutubeClient(server.wires.main, clock),
      new YoutubeAnalytics(server.wires.at('analytics'), clock),
    );
  const profiles = (...ids: string[]) =>
    fetcher().fetchProfiles(
      ids.map((value) => ({ locator: { platform: 'youtube', kind: 'id', value } })),
      byConsent(READ),
    );
  const account = { platformAccountId: 'UCabcdefghijklmnopqrstuA', handle: null, hints: { uploads: 'UU' } };
  const posts = async (...scopes: string[]) =>
    (await fetcher().fetchPosts({ account, cursor: null }, byConsent(...scopes))).posts;

  it('reads the channel that the token acts as, with the token and without a key', async () => {
    server.answer(fixture('channel'));
    const [one, other] = await profiles('UCbbcdefghijklmnopqrstuA', 'UCwhoever');
    expect(one).toMatchObject({ profile: { platformAccountId: 'UCbbcdefghijklmnopqrstuA' } });
    expect(other).toMatchObject({ profile: { platformAccountId: 'UCabcdefghijklmnopqrstuA' } });
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]?.url.searchParams.get('mine')).toBe('true');
    expect(server.asked[0]?.headers).toMatchObject({ authorization: 'Bearer token-of-the-talent' });
    expect(server.asked[0]?.headers).not.toHaveProperty('x-goog-api-key');
  });

  it('counts hidden subscribers for their owner, and takes a 0 in their place for none', async () => {
    const statistics = { hiddenSubscriberCount: true, subscriberCount: '1230', viewCount: '7', videoCount: '1' };
    server.answer({ body: { items: [{ id: 'UC', statistics }] } });
    expect((await profiles('UC'))[0]).toMatchObject({ profile: { metrics: { followers: 1_230 } } });
    server.answer({ body: { items: [{ id: 'UC', statistics: { ...statistics, subscriberCount: '0' } }] } });
    expect((await profiles('UC'))[0]).toMatchObject({
      profile: { metrics: { followers: null }, blanks: { followers: 'hidden' } },
    });
  });

  it('lists public videos alone, with their shares', async () => {
    server.answer(fixture('uploads'), fixture('videos'), fixture('report'));
    const found = await posts(READ, ANALYTICS);
    expect(found.map(({ platformPostId, metrics, blanks }) => [platformPostId, metrics.shares, blanks.shares])).toEqual(
      [
        ['aaaaaaaaaaA', 4_200, undefined],
        ['eeeeeeeeeeA', null, 'not_yet'],
      ],
    );
    const [, videos, report] = server.asked;
    expect(videos?.url.searchParams.get('id')).toBe('aaaaaaaaaaA,eeeeeeeeeeA');
    expect(Object.fromEntries(report?.url.searchParams ?? [])).toEqual({
      ids: 'channel==MINE',
      startDate: '2005-02-14',
      endDate: '2026-11-20',
      metrics: 'views,shares',
      dimensions: 'video',
      filters: 'video==aaaaaaaaaaA,eeeeeeeeeeA',
      sort: '-views',
      maxResults: '200',
    });
    expect(new Set(server.asked.map(({ headers }) => headers['authorization']))).toEqual(
      new Set(['Bearer token-of-the-talent']),
    );
  });

  it('knows columns by their names, and a zero from nothing', async () => {
    const columnHeaders = [{ name: 'shares' }, { name: 'video' }];
    server.answer(fixture('uploads'), fixture('videos'), { body: { columnHeaders, rows: [[0, 'aaaaaaaaaaA']] } });
    expect((await posts(READ, ANALYTICS)).map(({ metrics }) => metrics.shares)).toEqual([0, null]);
    server.answer(fixture('uploads'), fixture('videos'), { body: { columnHeaders } });
    expect((await posts(READ, ANALYTICS)).map(({ blanks }) => blanks.shares)).toEqual(['not_yet', 'not_yet']);
  });

  it.each([
    ['the talent did not allow it', [READ], null, 'not_granted'],
    ['it was taken back since', [READ, ANALYTICS], refusal(403, 'insufficientPermissions'), 'not_granted'],
    ['there is no such report', [READ, ANALYTICS], refusal(400, 'badRequest'), 'not_supported'],
    ['it is not for this channel', [READ, ANALYTICS], refusal(403, 'forbidden'), 'not_supported'],
  ] as const)('reads videos without their shares where %s', async (_why, scopes, answer, blank) => {
    server.answer(fixture('uploads'), fixture('videos'), ...(answer ? [answer] : []));
    const found = await posts(...scopes);
    expect(found.map(({ metrics, blanks }) => [metrics.shares, blanks.shares])).toEqual([
      [null, blank],
      [null, blank],
    ]);
    expect(server.asked).toHaveLength(answer ? 3 : 2);
  });

  it.each([
    [refusal(401, 'authError', { status: 'UNAUTHENTICATED' }), 'AUTH_RECONNECT_REQUIRED'],
    [refusal(403, 'quotaExceeded'), 'QUOTA_EXHAUSTED'],
    [refusal(403, 'accessNotConfigured'), 'APP_CREDENTIALS_INVALID'],
    [refusal(503, 'backendError'), 'PLATFORM_UNAVAILABLE'],
  ] satisfies [Scripted, string][])('fails with what is no matter of the report: %j', async (answer, code) => {
    server.answer(fixture('uploads'), fixture('videos'), answer);
    await expect(posts(READ, ANALYTICS)).rejects.toMatchObject({ code });
  });

  it.each([
    [NOBODY, 'PROFILE_NOT_FOUND'],
    [refusal(401, 'youtubeSignupRequired'), 'ACCOUNT_NOT_ELIGIBLE'],
    [refusal(403, 'authenticatedUserAccountSuspended'), 'PROFILE_SUSPENDED'],
    [refusal(403, 'authenticatedUserAccountClosed'), 'PROFILE_DELETED'],
  ] satisfies [Scripted, string][])('says what became of the channel: %j', async (answer, code) => {
    server.answer(answer);
    expect((await profiles('UC'))[0]).toMatchObject({ ok: false, error: { code } });
  });
});

describe('youtubeAuthorizer', () => {
  const authorizer = () => youtubeAuthorizer(server.wires, clock);
  const held = { accessToken: 'ya29.old', refreshToken: '1//0gold', issuedAt: new Date(0) };
  const accounts = () => authorizer().accounts({ accessToken: 'ya29.new', scopes: [READ] }, aContext());

  it('names the channels of a token', async () => {
    server.answer(fixture('channel'));
    expect(await accounts()).toMatchObject([
      { platformAccountId: 'UCabcdefghijklmnopqrstuA', handle: 'talent.one', usable: true, reason: null },
      { platformAccountId: 'UCbbcdefghijklmnopqrstuA', handle: null, url: expect.stringMatching(/^https/) as unknown },
    ]);
    expect(server.asked[0]?.headers['authorization']).toBe('Bearer ya29.new');
  });

  it.each([NOBODY, refusal(401, 'youtubeSignupRequired')])(
    'knows a Google account without a channel',
    async (answer) => {
      server.answer(answer);
      await expect(accounts()).rejects.toMatchObject({ code: 'ACCOUNT_NOT_ELIGIBLE' });
    },
  );

  it('refreshes without getting a new refresh token, and takes one where it is given', async () => {
    const body = { access_token: 'ya29.new', expires_in: 3_599, scope: `${READ} ${ANALYTICS}`, token_type: 'Bearer' };
    server.answer({ body });
    expect(await authorizer().refresh(held, aContext())).toMatchObject({
      accessToken: 'ya29.new',
      refreshToken: null,
      scopes: [READ, ANALYTICS],
    });
    server.answer({ body: { ...body, refresh_token: '1//0gnew', refresh_token_expires_in: 60 } });
    expect(await authorizer().refresh(held, aContext())).toMatchObject({
      refreshToken: '1//0gnew',
      refreshExpiresAt: new Date(clock.now().getTime() + 60_000),
    });
    expect(server.forms()[0]).toEqual({
      grant_type: 'refresh_token',
      refresh_token: '1//0gold',
      client_id: '17841400000000000',
      client_secret: CANARY,
    });
  });

  it.each([
    [400, 'invalid_grant', 'Token has been expired or revoked.', 'AUTH_RECONNECT_REQUIRED'],
    [400, 'invalid_grant', 'Bad Request', 'AUTH_RECONNECT_REQUIRED'],
    [401, 'invalid_client', 'The OAuth client was not found.', 'APP_CREDENTIALS_INVALID'],
    [401, 'deleted_client', 'The OAuth client was deleted.', 'APP_CREDENTIALS_INVALID'],
    [400, 'redirect_uri_mismatch', 'Bad Request', 'APP_CREDENTIALS_INVALID'],
    [500, 'internal_failure', '', 'PLATFORM_UNAVAILABLE'],
  ])('calls %d %s (%s) %s', async (status, error, error_description, code) => {
    server.answer({ status, body: { error, error_description } });
    await expect(authorizer().refresh(held, aContext())).rejects.toMatchObject({ code });
  });

  it('takes the whole grant back with one token, and is content where it is gone', async () => {
    server.answer({ body: {} });
    await authorizer().revoke?.(held, aContext());
    server.answer({ status: 400, body: { error: 'invalid_token', error_description: 'Token expired or revoked' } });
    await authorizer().revoke?.({ ...held, refreshToken: null }, aContext());
    expect(server.forms().map(({ token }) => token)).toEqual(['1//0gold', 'ya29.old']);
    expect(server.asked.map(({ url }) => url.pathname)).toEqual(['/revoke', '/revoke']);
  });
});
