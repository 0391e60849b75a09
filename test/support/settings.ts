/** The settings of a process under test: those of the test file's surroundings, with a few of its own. */
import type { Settings } from '../../backend/src/boot.js';
import { processEnvironment, readConfig } from '../../backend/src/core/config/config.js';
import { ConfiguredPlatformSettings, PLATFORM_KEYS } from '../../backend/src/platforms/platform.config.js';
import type { Network } from './network.js';

export function settingsFor(
  network: Pick<Network, 'url'>,
  environment: Readonly<Record<string, string>> = {},
): Settings {
  const config = readConfig({ ...processEnvironment(), ...environment }, PLATFORM_KEYS);
  const defaults = { mode: 'simulated', simulatorUrl: network.url } as const;
  return { config, platforms: new ConfiguredPlatformSettings(config, defaults) };
}
