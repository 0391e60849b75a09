/** The environment keys of all platforms, and the settings read from them. */
import { z } from 'zod';
import type { Config } from '../core/config/config.js';
import { CATALOGUE } from './catalogue.js';
import type { DescriptorKey, PlatformDescriptor } from './contract/descriptor.js';
import { limitsKey } from './limits-book.js';
import { readLimits, writeLimits } from './limits.js';
import { PlatformSettings, type PlatformMode } from './platform.settings.js';

const modeKey = (platformId: string) => `${platformId.toUpperCase()}_MODE`;

/** Boot says what is wrong with it. */
const limitsText = ({ id, limits }: PlatformDescriptor) =>
  z
    .string()
    .superRefine((text, { addIssue }) => {
      try {
        readLimits(text, limits, limitsKey(id));
      } catch (error) {
        addIssue(error instanceof Error ? error.message : 'is not valid');
      }
    })
    .optional();

/** What descriptors declare, and a mode and limits for each platform; the root adds them to the configuration's schema. */
export const PLATFORM_KEYS: Readonly<Record<string, DescriptorKey>> = Object.fromEntries(
  CATALOGUE.flatMap(({ descriptor }) => [
    [
      modeKey(descriptor.id),
      {
        schema: z.enum(['live', 'simulated']).optional(),
        comment: `live or simulated, for ${descriptor.name} alone; overrides PLATFORM_MODE`,
        example: 'live',
      },
    ],
    [
      limitsKey(descriptor.id),
      {
        schema: limitsText(descriptor),
        comment: `Limits of ${descriptor.name}’s API, class=calls/seconds, /account behind those of each account; as published unless set`,
        example: writeLimits(descriptor.limits),
      },
    ],
    ...Object.entries(descriptor.config.keys),
  ]),
);

export interface PlatformDefaults {
  /** For where PLATFORM_MODE is not set; live unless given. */
  readonly mode?: PlatformMode;
  /** Where the simulators listen in this process, in place of SIMULATOR_URL. */
  readonly simulatorUrl?: string;
}

export class ConfiguredPlatformSettings extends PlatformSettings {
  constructor(
    private readonly config: Config,
    private readonly defaults: PlatformDefaults = {},
  ) {
    super();
  }

  get simulatorUrl(): string {
    return this.defaults.simulatorUrl ?? this.config.values.SIMULATOR_URL;
  }

  mode(platformId: string): PlatformMode {
    const key = modeKey(platformId);
    const chosen = this.config.declaredValue(key) ?? this.config.values.PLATFORM_MODE ?? this.defaults.mode ?? 'live';
    if (chosen !== 'simulated') return 'live';
    if (this.config.isProduction)
      throw new Error(`${key}: simulated is refused in production. Set it to live, or leave it out.`);
    return 'simulated';
  }

  value(key: string): string | undefined {
    return this.config.declaredValue(key);
  }
}
