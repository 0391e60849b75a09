import type { AppCredential } from './fetcher.js';

/** Keys that an agency brought for itself; whoever keeps them provides this, globally. */
export abstract class AgencyCredentials {
  /** Null where the agency has none at this platform. */
  abstract find(agencyId: string, platform: string): Promise<AppCredential | null>;
}
