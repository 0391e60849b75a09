/** What every adapter that asks for consent must do, tried against its own simulator over real HTTP. */
import type { PlatformAdapter } from '../contract/adapter.js';
import type { TokenSet } from '../contract/authorizer.js';
import { OAUTH_CLASS } from '../wire/token-client.js';
import { describeConsentPage } from './consent.page.js';
import { describeConsentRefusals } from './consent.refusals.js';
import { isDeclared } from './declared-endpoints.js';
import { describeReading } from './platform.hardship.js';
import { consentedReader } from './readers.js';
import { codeOf, OVER, SimulatedConsent, type ConsentSamples } from './simulated-consent.js';

export function describeConsentContract(adapter: PlatformAdapter, samples: ConsentSamples): void {
  const { descriptor } = adapter;

  describe(`the consent contract: ${descriptor.id}`, () => {
    let visit: SimulatedConsent;
    const handle = samples.handle('mia');

    beforeEach(async () => {
      visit = await SimulatedConsent.start(adapter);
    });
    afterEach(() => visit.network.close());

    const ref = { locator: { platform: descriptor.id, kind: 'id', value: '1' } } as const;
    async function read(tokens: TokenSet) {
      const [answer] = await visit.network.fetcher.fetchProfiles([ref], visit.reading(tokens));
      if (!answer) throw new Error('no answer');
      if (!answer.ok) throw answer.error;
      return answer.profile;
    }
    async function posts(tokens: TokenSet) {
      const { platformAccountId, handle: name, hints } = await read(tokens);
      const account = { platformAccountId, handle: name, hints };
      return visit.network.fetcher.fetchPosts({ account, cursor: null }, visit.reading(tokens));
    }
    /** Until it may be refreshed. */
    const ripen = () => visit.network.clock.advance((visit.oauth.tokens.youngestSeconds ?? 0) * 1_000 + 1_000);
    const { refresh } = descriptor.oauth?.tokens ?? { refresh: 'none' };

    it('says what it has', () => {
      expect([adapter.authorizer !== undefined, descriptor.methods.OAUTH.available]).toEqual([true, true]);
      expect(visit.oauth.revoke !== undefined).toBe(visit.authorizer.revoke !== undefined);
      expect(visit.oauth.scopes.some(({ required }) => required)).toBe(true);
    });

    it('opens the account that somebody signed in to, and reads it', async () => {
      const tokens = await visit.tokens({ handle });
      const grant = { accessToken: tokens.accessToken, scopes: tokens.scopes ?? visit.scopes };
      const [account, another] = await visit.authorizer.accounts(grant, visit.context());
      const profile = await read(tokens);
      expect([account?.platformAccountId, another]).toEqual([profile.platformAccountId, undefined]);
      expect(account).toMatchObject({ usable: true, reason: null, url: expect.stringMatching(/^https:/) as string });
      expect(tokens.expiresAt.getTime()).toBeGreaterThan(visit.network.clock.now().getTime());
      const again = await visit.tokens({ handle });
      expect((await read(again)).platformAccountId).toBe(profile.platformAccountId);
      const other = await new SimulatedConsent(visit.network).tokens({ handle: samples.handle('zoe') });
      expect((await read(other)).platformAccountId).not.toBe(profile.platformAccountId);
    });

    it('reads posts where there are any to be read', async () => {
      const tokens = await visit.tokens({ handle });
      const listed = descriptor.listsPosts === false ? [] : (await posts(tokens)).posts;
      expect(listed.length > 0).toBe(descriptor.listsPosts !== false);
    });

    it('tells what was granted, and does with less where less is enough', async () => {
      const { optionalScope } = samples;
      const all = await visit.tokens({ handle });
      expect([...(all.scopes ?? [])].sort()).toEqual([...visit.scopes].sort());
      const part = await visit.tokens({ handle, without: optionalScope ? [optionalScope] : visit.scopes });
      const expected = visit.scopes.filter((scope) => scope !== optionalScope);
      expect([...(part.scopes ?? [])].sort()).toEqual([...expected].sort());
      expect((await read(part)).platformAccountId).toBe((await read(all)).platformAccountId);
    });

    it(`renews what it holds: ${refresh}`, async () => {
      const first = await visit.tokens({ handle });
      ripen();
      if (refresh === 'none') return expect(await codeOf(visit.refresh(visit.held(first)))).toMatch(OVER);
      const second = await visit.refresh({ ...visit.held(first), issuedAt: new Date(0) });
      expect(second.accessToken).not.toBe(first.accessToken);
      expect((await read(second)).platformAccountId).toBe((await read(first)).platformAccountId);
      const kept = second.refreshToken ?? first.refreshToken;
      expect(kept === first.refreshToken).toBe(refresh !== 'rotating');
    });

    (refresh === 'rotating' ? it : it.skip)('ends them all when a refresh token is used twice', async () => {
      const first = await visit.tokens({ handle });
      const second = await visit.refresh(visit.held(first));
      expect(await codeOf(visit.refresh(visit.held(first)))).toBe('AUTH_RECONNECT_REQUIRED');
      expect(await codeOf(visit.refresh(visit.held(second)))).toBe('AUTH_RECONNECT_REQUIRED');
      expect(await codeOf(read(second))).toMatch(OVER);
      expect(await visit.control('GET', '')).toMatchObject({ counts: { refresh: 1, 'reuse:refused': 1 } });
    });

    it('notices an access token that has expired', async () => {
      const tokens = await visit.tokens({ handle });
      await visit.control('POST', '/expire', { handle });
      expect(await codeOf(read(tokens))).toMatch(OVER);
      const mended = refresh === 'rotating' || refresh === 'lasting' ? visit.refresh(visit.held(tokens)) : null;
      expect(mended ? (await read(await mended)).platformAccountId : 'as told').toBeTruthy();
    });

    it('notices that the app was taken off at the platform, and starts over', async () => {
      const tokens = await visit.tokens({ handle });
      ripen();
      await visit.control('POST', '/remove', { handle });
      expect(await codeOf(read(tokens))).toMatch(OVER);
      expect(await codeOf(visit.refresh({ ...visit.held(tokens), issuedAt: new Date(0) }))).toMatch(OVER);
      expect((await read(await visit.tokens({ handle }))).platformAccountId).toBeTruthy();
    });

    (descriptor.oauth?.revoke ? it : it.skip)('takes a grant back, and is content where it is gone', async () => {
      const tokens = await visit.tokens({ handle });
      await visit.authorizer.revoke?.(visit.held(tokens), visit.context());
      expect(await codeOf(read(tokens))).toMatch(OVER);
      expect(await codeOf(visit.refresh(visit.held(tokens)))).toMatch(OVER);
      const again = visit.authorizer.revoke?.(visit.held(tokens), visit.context());
      expect(await again).toBeUndefined();
    });

    it('is known again by a simulator that has been started anew', async () => {
      const tokens = await visit.tokens({ handle });
      const { platformAccountId } = await read(tokens);
      await visit.network.close();
      visit = await SimulatedConsent.start(adapter);
      expect((await read(tokens)).platformAccountId).toBe(platformAccountId);
    });

    it('counts every request that it sends, under a name that is declared', async () => {
      const code = await visit.code({ handle });
      await visit.network.takeLedger();
      const context = visit.context();
      const tokens = await visit.exchange(code, {}, context);
      const exchanged = (await visit.network.takeLedger()).length;
      expect(context.calls).toEqual(Array.from({ length: exchanged }, () => OAUTH_CLASS));
      const reading = visit.reading(tokens);
      await visit.network.fetcher.fetchProfiles([ref], reading);
      const asked = await visit.network.takeLedger();
      expect(asked).toHaveLength(reading.calls.length);
      expect(asked.filter(({ path }) => !isDeclared(adapter, path))).toEqual([]);
      const classes = descriptor.limits.map(({ endpointClass }) => endpointClass);
      expect(reading.calls.filter((endpointClass) => !classes.includes(endpointClass))).toEqual([]);
    });
  });

  describeConsentPage(adapter, samples);
  describeConsentRefusals(adapter, samples);
  describeReading('by consent', adapter, consentedReader(adapter, samples));
}
