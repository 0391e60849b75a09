import { DeploymentCredentials, type CredentialWish } from './app-credentials.js';
import { AgencyCredentials } from './contract/agency-credentials.js';
import type { AppCredential } from './contract/fetcher.js';
import { PlatformSettings } from './platform.settings.js';

class Live extends PlatformSettings {
  readonly simulatorUrl = '';

  mode(): 'live' {
    return 'live';
  }

  value(key: string): string {
    return `deployment's ${key}`;
  }
}

/** One agency, with an app for consent alone, and one that it does not use any more. */
class Brought extends AgencyCredentials {
  private readonly own = ['NET_ID', 'NET_SECRET'];

  find(agencyId: string, platform: string, keys: readonly string[]): Promise<AppCredential | null> {
    const has = agencyId === 'mine' && platform === 'net' && keys.every((key) => this.own.includes(key));
    return Promise.resolve(has ? this.app('agency:now') : null);
  }

  byId(agencyId: string, id: string): Promise<AppCredential | null> {
    return Promise.resolve(agencyId === 'mine' && id === 'agency:before' ? this.app(id) : null);
  }

  keys(): Promise<ReadonlyMap<string, readonly string[]>> {
    return Promise.resolve(new Map([['net', this.own]]));
  }

  private app(id: string): AppCredential {
    return { id, secret: (key) => `${id}'s ${key}` };
  }
}

const resolver = new DeploymentCredentials(new Live(), new Brought());
const CONSENT = { platform: 'net', agencyId: 'mine', keys: ['NET_ID', 'NET_SECRET'] };
const idFor = async (change: Partial<CredentialWish> = {}) => (await resolver.resolve({ ...CONSENT, ...change })).id;

describe('whose keys a call is made with', () => {
  it.each<[string, Partial<CredentialWish>, string]>([
    ['the agency’s own, where it has all that are needed', {}, 'agency:now'],
    ['the deployment’s, for what the agency has no keys for', { keys: ['NET_TOKEN'] }, 'deployment:net'],
    ['the deployment’s, and never some of each', { keys: ['NET_ID', 'NET_TOKEN'] }, 'deployment:net'],
    ['the deployment’s, where none are needed', { keys: [] }, 'deployment:net'],
    ['the deployment’s, for another agency', { agencyId: 'other' }, 'deployment:net'],
    ['the deployment’s, for the system itself', { agencyId: null }, 'deployment:net'],
    ['those of the app before, for its tokens', { id: 'agency:before' }, 'agency:before'],
    ['the deployment’s, for tokens that were given to it', { id: 'deployment:net' }, 'deployment:net'],
  ])('%s', async (_, change, id) => {
    expect(await idFor(change)).toBe(id);
  });

  it.each<[string, Partial<CredentialWish>]>([
    ['is gone', { id: 'agency:gone' }],
    ['is another agency’s', { agencyId: 'other', id: 'agency:before' }],
    ['is another platform’s', { id: 'deployment:tube' }],
    ['is an agency’s, for the system itself', { agencyId: null, id: 'agency:before' }],
  ])('nobody’s, where the app that tokens belong to %s', async (_, change) => {
    await expect(idFor(change)).rejects.toMatchObject({ code: 'APP_CREDENTIALS_INVALID' });
  });
});
