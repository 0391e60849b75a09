/** What an adapter makes of a token endpoint that refuses, breaks off or is silent. Part of the consent contract. */
import { inspect } from 'node:util';
import { SECRET_MARK } from '../../core/simulation.js';
import type { PlatformAdapter } from '../contract/adapter.js';
import { codeOf, SimulatedConsent, type ConsentSamples } from './simulated-consent.js';
import { CANARY } from './simulated-network.js';

const HOUR_MS = 3_600_000;

export function describeConsentRefusals(adapter: PlatformAdapter, samples: ConsentSamples): void {
  const { descriptor } = adapter;
  const renewed = ['rotating', 'lasting'].includes(descriptor.oauth?.tokens.refresh ?? '');

  describe(`the refusals of the consent contract: ${descriptor.id}`, () => {
    let visit: SimulatedConsent;
    const handle = samples.handle('mia');

    beforeEach(async () => {
      visit = await SimulatedConsent.start(adapter);
    });
    afterEach(() => visit.network.close());

    it('takes a code once, while it is good, and none that was never given', async () => {
      const code = await visit.code({ handle });
      await visit.exchange(code);
      expect(await codeOf(visit.exchange(code))).toBe('CONSENT_STATE_INVALID');
      expect(await codeOf(visit.exchange('made-up'))).toBe('CONSENT_STATE_INVALID');
      const late = await visit.code({ handle });
      visit.network.clock.advance(HOUR_MS + 1);
      expect(await codeOf(visit.exchange(late))).toBe('CONSENT_STATE_INVALID');
    });

    it('takes a code for the address it was given to alone', async () => {
      const redirectUri = 'https://elsewhere.example/callback';
      const refused = codeOf(visit.exchange(await visit.code({ handle }), { redirectUri }));
      expect(await refused).toMatch(/^(CONSENT_STATE_INVALID|APP_CREDENTIALS_INVALID)$/);
    });

    it('takes a code from whoever began alone, where the platform looks', async () => {
      const outcome = codeOf(visit.exchange(await visit.code({ handle }), { verifier: 'a'.repeat(43) }));
      expect(await outcome).toBe(visit.oauth.pkce === 'S256' ? 'CONSENT_STATE_INVALID' : 'done');
    });

    it('blames the app for the app’s keys, and loses no consent over them', async () => {
      const app = visit.context('invalid-');
      expect(await codeOf(visit.exchange(await visit.code({ handle }), {}, app))).toBe('APP_CREDENTIALS_INVALID');
      const tokens = await visit.tokens({ handle });
      const refresh = () => codeOf(visit.refresh(visit.held(tokens), app));
      expect(renewed ? await refresh() : 'APP_CREDENTIALS_INVALID').toBe('APP_CREDENTIALS_INVALID');
      expect(renewed ? await codeOf(visit.refresh(visit.held(tokens))) : 'done').toBe('done');
    });

    it.each([
      ['unavailable', 'PLATFORM_UNAVAILABLE'],
      ['lost', 'PLATFORM_UNAVAILABLE'],
      ['half', 'PLATFORM_UNAVAILABLE'],
      ['garbage', 'PLATFORM_UNAVAILABLE'],
    ])('calls a token endpoint that is %s a passing failure', async (how, code) => {
      const given = await visit.code({ handle });
      await visit.control('POST', '/fail', { how });
      expect(await codeOf(visit.exchange(given))).toBe(code);
    });

    it('waits for a silent token endpoint no longer than it must', async () => {
      await visit.network.close();
      visit = await SimulatedConsent.start(adapter, { headersMs: 100, totalMs: 200 });
      const given = await visit.code({ handle });
      await visit.control('POST', '/fail', { how: 'silent' });
      expect(await codeOf(visit.exchange(given))).toBe('SYNC_TIMEOUT');
    });

    it('keeps secrets out of errors and of what the simulator notes', async () => {
      const code = await visit.code({ handle });
      const tokens = await visit.exchange(code);
      const held = { ...visit.held(tokens), issuedAt: new Date(0) };
      await visit.control('POST', '/remove', { handle });
      const [ref] = [{ locator: { platform: descriptor.id, kind: 'id', value: '1' } } as const];
      const attempts = [
        visit.exchange(code),
        visit.refresh(held),
        visit.exchange(code, {}, visit.context('invalid-')),
        visit.network.fetcher.fetchProfiles([ref], visit.reading(tokens)),
      ].map((work) => work.then(() => 'done').catch((thrown: unknown) => thrown));
      const told = inspect(await Promise.all(attempts), { depth: 12, showHidden: true, maxStringLength: null });
      const noted = JSON.stringify(await visit.network.takeLedger());
      for (const secret of [SECRET_MARK, CANARY, visit.state, visit.verifier]) {
        expect(told).not.toContain(secret);
        expect(noted).not.toContain(secret);
      }
      expect(noted).toContain('"event":"approve"');
    });
  });
}
