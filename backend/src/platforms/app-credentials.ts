/** Whose keys a call is made with. */
import { SECRET_MARK } from '../core/simulation.js';
import type { AgencyCredentials } from './contract/agency-credentials.js';
import type { AppCredential } from './contract/fetcher.js';
import { PlatformError } from './contract/platform-error.js';
import { type PlatformSettings } from './platform.settings.js';

export interface CredentialWish {
  readonly platform: string;
  /** The agency on whose behalf the call is made; null for the system itself. */
  readonly agencyId: string | null;
  /** Keys that the call needs, all from the same app: those for public data, or those for consent. */
  readonly keys: readonly string[];
  /** The app that tokens belong to: no other can refresh them or give them back. */
  readonly id?: string;
}

export abstract class AppCredentialResolver {
  /** Rejects with APP_CREDENTIALS_INVALID where there are none. */
  abstract resolve(wish: CredentialWish): Promise<AppCredential>;
}

const DEPLOYMENT = 'deployment:';

/** Whether these are the deployment's keys, and not an agency's own. */
export const isDeployment = ({ id }: Pick<AppCredential, 'id'>): boolean => id.startsWith(DEPLOYMENT);

const SIMULATED = 'simulated';
/** What names an app travels openly; what proves it does not. */
const PROVES = /(SECRET|TOKEN|API_KEY)$/;

/**
 * An agency's own keys where it has all that the call needs, and otherwise one set for the whole deployment, from the
 * configuration. Never some of each: an agency that brought its keys for consent alone goes on reading public data with
 * the deployment's. Tokens are used with the app that they were given to, whatever the agency brought since.
 */
export class DeploymentCredentials extends AppCredentialResolver {
  constructor(
    private readonly settings: PlatformSettings,
    private readonly agencies?: AgencyCredentials,
  ) {
    super();
  }

  override async resolve({ platform, agencyId, keys, id }: CredentialWish): Promise<AppCredential> {
    if (id !== undefined) return this.named(id, platform, agencyId);
    const own = agencyId === null || keys.length === 0 ? null : await this.agencies?.find(agencyId, platform, keys);
    return own ?? this.deployment(platform);
  }

  private async named(id: string, platform: string, agencyId: string | null): Promise<AppCredential> {
    if (id === `${DEPLOYMENT}${platform}`) return this.deployment(platform);
    const own = agencyId === null ? null : await this.agencies?.byId(agencyId, id);
    if (!own) throw new PlatformError('APP_CREDENTIALS_INVALID', { note: 'the app that this belongs to is gone' });
    return own;
  }

  private deployment(platform: string): AppCredential {
    const simulated = this.settings.mode(platform) === 'simulated';
    return {
      id: `${DEPLOYMENT}${platform}`,
      secret: (key) => {
        const value = simulated ? simulatedValue(key) : this.settings.value(key);
        if (!value) throw new PlatformError('APP_CREDENTIALS_INVALID', { note: `${key} is not set` });
        return value;
      },
    };
  }
}

const simulatedValue = (key: string): string => (PROVES.test(key) ? `${SIMULATED}-${SECRET_MARK}` : SIMULATED);
