/** How every process begins: settings first, and one clear line for each thing that is wrong with them. */
import { type Config, ConfigError, processEnvironment, readConfig } from './core/config/config.js';
import { ConfiguredPlatformSettings, PLATFORM_KEYS } from './platforms/platform.config.js';
import type { PlatformDefaults } from './platforms/platform.config.js';
import type { PlatformSettings } from './platforms/platform.settings.js';

export interface Settings {
  readonly config: Config;
  readonly platforms: PlatformSettings;
}

export function readSettings(defaults: (config: Config) => PlatformDefaults = () => ({})): Settings {
  const config = readConfig(processEnvironment(), PLATFORM_KEYS);
  return { config, platforms: new ConfiguredPlatformSettings(config, defaults(config)) };
}

/** Runs a process's main function; what stops it from starting is said on stderr, and the exit code is 1. */
export async function boot(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    for (const line of linesOf(error)) process.stderr.write(`rostrum: ${line}\n`);
    process.exit(1);
  }
}

/** What stopped the start, and what to do about it. */
function linesOf(error: unknown): readonly string[] {
  if (error instanceof ConfigError) return error.problems;
  if (!(error instanceof Error)) return [String(error)];
  if ('code' in error && error.code === 'EADDRINUSE')
    return [`PORT: taken (${error.message}); stop the other program, or choose another`];
  return [error.message];
}
