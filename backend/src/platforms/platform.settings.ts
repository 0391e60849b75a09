/** What the platforms floor needs to be told from outside; bound at the root from the configuration. */
export type PlatformMode = 'live' | 'simulated';

export abstract class PlatformSettings {
  /** How this platform is to be spoken to. */
  abstract mode(platformId: string): PlatformMode;
  /** Value of an environment key that a descriptor declares; undefined where unset or empty. */
  abstract value(key: string): string | undefined;
  /** Base under which the simulators listen, without a trailing slash; each platform's id is appended. */
  abstract readonly simulatorUrl: string;
}
