import { CATALOGUE } from './catalogue.js';
import type { Authorizer } from './contract/authorizer.js';
import type { Fetcher } from './contract/fetcher.js';
import { PlatformRegistry } from './platform.registry.js';
import type { PlatformSettings } from './platform.settings.js';
import { ChosenSettings } from './testing/chosen-settings.js';

const PLATFORM = 'bluesky';
const BY_CONSENT = 'tiktok';

describe('PlatformRegistry', () => {
  const registry = (settings: PlatformSettings, ...authorizers: Authorizer[]) =>
    new PlatformRegistry(
      CATALOGUE.map(({ descriptor }) => ({ platform: descriptor.id }) as Fetcher),
      authorizers,
      settings,
    );

  it('needs no key where everything is simulated', () => {
    expect(
      registry(new ChosenSettings({}))
        .list()
        .map(({ mode }) => mode),
    ).toEqual(CATALOGUE.map(() => 'simulated'));
    expect(registry(new ChosenSettings({})).anySimulated).toBe(true);
    const allLive = Object.fromEntries(CATALOGUE.map(({ descriptor }) => [descriptor.id, 'live' as const]));
    expect(registry(new ChosenSettings(allLive)).anySimulated).toBe(false);
  });

  it('refuses to begin with a part of the keys, and says which is missing', () => {
    const settings = new ChosenSettings({ instagram: 'live' }, { INSTAGRAM_ACCESS_TOKEN: 'token' });
    expect(() => registry(settings)).toThrow(/INSTAGRAM_ACCOUNT_ID missing/);
  });

  it('counts a platform that is read by consent alone as set up once its app’s keys are there', () => {
    const authorizer = { platform: BY_CONSENT } as Authorizer;
    const live = (values: Record<string, string>) =>
      registry(new ChosenSettings({ [BY_CONSENT]: 'live' }, values), authorizer).get(BY_CONSENT);
    const keys = ['TIKTOK_CLIENT_KEY', 'TIKTOK_CLIENT_SECRET'];

    expect(live({})).toMatchObject({ mode: 'absent', missing: [], missingForConsent: keys, lacking: keys });
    expect(live({ TIKTOK_CLIENT_KEY: 'k', TIKTOK_CLIENT_SECRET: 's' })).toMatchObject({
      mode: 'live',
      missingForConsent: [],
      lacking: [],
    });
    expect(() => live({ TIKTOK_CLIENT_KEY: 'k' })).toThrow(/TIKTOK_CLIENT_SECRET missing/);
  });

  it('asks for the scopes that the settings name, and refuses to begin with one that there is not', () => {
    const scopes = (id: string, settings: PlatformSettings) =>
      registry(settings)
        .get(id)
        .scopes.map(({ name }) => name);
    const live = (id: string, values: Record<string, string> = {}) => new ChosenSettings({ [id]: 'live' }, values);

    expect(scopes('linkedin', live('linkedin'))).toEqual(['openid', 'profile']);
    expect(scopes('linkedin', live('linkedin', { LINKEDIN_SCOPES: 'r_member_profileAnalytics' }))).toHaveLength(3);
    expect(scopes('linkedin', new ChosenSettings({}))).toHaveLength(3);
    expect(scopes('tiktok', live('tiktok'))).toHaveLength(4);
    expect(scopes('tiktok', live('tiktok', { TIKTOK_SCOPES: 'video.list' }))).toEqual([
      'user.info.basic',
      'video.list',
    ]);
    expect(scopes(PLATFORM, new ChosenSettings({}))).toEqual([]);
    expect(() => scopes('tiktok', live('tiktok', { TIKTOK_SCOPES: 'videos' }))).toThrow(/TIKTOK_SCOPES.*videos/);
  });

  it('tells personas only while simulated', () => {
    expect(
      registry(new ChosenSettings({}))
        .get(PLATFORM)
        .personas.map(({ prefix }) => prefix),
    ).toContain('ratelimited');
    expect(registry(new ChosenSettings({ [PLATFORM]: 'live' })).get(PLATFORM).personas).toEqual([]);
  });

  it.each([
    'http://api.example.org',
    'https://127.0.0.1:8080',
    'https://localhost',
    'https://localhost.',
    'https://[::1]',
    'not a url',
  ])('refuses to begin with %p as a live base URL', (url) => {
    const settings = new ChosenSettings({ [PLATFORM]: 'live' }, { BLUESKY_BASE_URL: url });
    expect(() => registry(settings)).toThrow(/BLUESKY_BASE_URL/);
  });
});
