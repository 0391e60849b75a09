import type { AppCredential } from './fetcher.js';

/** Keys that an agency brought for itself; whoever keeps them provides this, globally. */
export abstract class AgencyCredentials {
  /** Null where the agency has not all of these keys at this platform. */
  abstract find(agencyId: string, platform: string, keys: readonly string[]): Promise<AppCredential | null>;
  /** The one that tokens belong to, though the agency may have taken it out of use since; null where it is gone. */
  abstract byId(agencyId: string, id: string): Promise<AppCredential | null>;
  /** Names of the keys that the agency has, by platform. */
  abstract keys(agencyId: string): Promise<ReadonlyMap<string, readonly string[]>>;
}
