/** How the fake platform's own page treats visitors. Part of the consent contract. */
import type { PlatformAdapter } from '../contract/adapter.js';
import { SimulatedConsent, type ConsentSamples } from './simulated-consent.js';

export function describeConsentPage(adapter: PlatformAdapter, samples: ConsentSamples): void {
  describe(`the page of the consent contract: ${adapter.descriptor.id}`, () => {
    let visit: SimulatedConsent;
    const handle = samples.handle('mia');

    beforeEach(async () => {
      visit = await SimulatedConsent.start(adapter);
    });
    afterEach(() => visit.network.close());

    it('is a plain form that runs nothing and can be told apart by its labels', async () => {
      const { status, html, headers } = await visit.show();
      expect(status).toBe(200);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'nonce-[^']+';/);
      expect(html).not.toMatch(/<script|<link|<img|javascript:| on\w+=| style="/i);
      expect(html).toMatch(/<html lang="en">/);
      expect(html).toContain('<label for="handle">');
      for (const scope of visit.scopes) expect(html).toContain(`name="scope" value="${scope}"`);
      const boxes = html.match(/<label class="scope"><input type="checkbox" [^>]*checked>/g) ?? [];
      expect(boxes.length > 0).toBe(samples.optionalScope !== undefined);
    });

    it('sends back whoever says no, with a word that is known and without a code', async () => {
      const { status, back } = await visit.decide({ decision: 'deny' });
      expect([status, back?.get('state'), back?.get('code')]).toEqual([302, visit.state, null]);
      expect(visit.oauth.declined).toContain(back?.get('error'));
      expect(await visit.control('GET', '')).toMatchObject({ counts: { deny: 1 } });
    });

    it.each(['missing', 'suspended', 'deleted'])('lets nobody sign in to a %s account', async (word) => {
      const { status, html, back } = await visit.decide({ handle: samples.handle(word) });
      expect([status, back]).toEqual([422, null]);
      expect(html).toMatch(/role="alert">[^<]{10,}</);
      expect(visit.cookie).toBe('');
    });

    it('remembers who signed in, and lets somebody else sign in', async () => {
      await visit.decide({ handle });
      const { html } = await visit.show();
      expect(html).toContain('Already signed in as');
      const link = /<a href="([^"]+)">Use another account/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const anew = await fetch(new URL(link, visit.network.baseUrl), { headers: { cookie: visit.cookie } });
      expect(await anew.text()).not.toContain('Already signed in as');
    });

    it('asks anew where the app wants another account, as far as the platform knows how', async () => {
      await visit.decide({ handle });
      const { switchAccount } = visit.oauth;
      const { html } = await visit.show(switchAccount);
      expect(html.includes('Already signed in as')).toBe(Object.keys(switchAccount).length === 0);
    });

    it.each<[string, Readonly<Record<string, string>>]>([
      ['an app that there is not', { client_id: 'invalid-app' }],
      ['an address that is not the app’s', { redirect_uri: 'ftp://127.0.0.1/callback' }],
      ['a scope that there is not', { scope: 'everything' }],
      ['another kind of answer', { response_type: 'token' }],
    ])('sends nobody anywhere for %s', async (_what, parameters) => {
      const { status, back, html } = await visit.show(parameters);
      expect([status, back]).toEqual([400, null]);
      expect(html).toContain('Something went wrong');
    });

    it('writes out what it is told, and lets it do nothing', async () => {
      const { html } = await visit.decide({ handle: samples.handle('missing') });
      const hostile = await visit.decide({ handle: '"><script>alert(1)</script>' });
      expect(html).toContain(`value="${samples.handle('missing')}"`);
      expect(hostile.html).not.toContain('<script>');
    });
  });
}
