/** Whose keys a call is made with. */
import type { AppCredential } from './contract/fetcher.js';
import { PlatformError } from './contract/platform-error.js';
import { type PlatformSettings } from './platform.settings.js';

export interface CredentialWish {
  readonly platform: string;
  /** The agency on whose behalf the call is made; null for the system itself. */
  readonly agencyId: string | null;
}

export abstract class AppCredentialResolver {
  /** Rejects with APP_CREDENTIALS_INVALID where there are none. */
  abstract resolve(wish: CredentialWish): Promise<AppCredential>;
}

const SIMULATED_SECRET = 'simulated';

/** One set of keys for the whole deployment, from the configuration. */
export class DeploymentCredentials extends AppCredentialResolver {
  constructor(private readonly settings: PlatformSettings) {
    super();
  }

  override resolve({ platform }: CredentialWish): Promise<AppCredential> {
    const simulated = this.settings.mode(platform) === 'simulated';
    return Promise.resolve({
      id: `deployment:${platform}`,
      secret: (key) => {
        const value = simulated ? SIMULATED_SECRET : this.settings.value(key);
        if (!value) throw new PlatformError('APP_CREDENTIALS_INVALID', { note: `${key} is not set` });
        return value;
      },
    });
  }
}
