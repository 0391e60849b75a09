/** What the root knows and every floor may ask for: settings, and whether anything here is simulated. */
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Config } from './core/config/config.js';
import { ConfigModule } from './core/config/config.module.js';
import { CoreModule } from './core/core.module.js';
import { LoggingModule } from './core/logging/logging.module.js';
import { MailModule } from './core/mail/mail.module.js';
import { Simulation } from './core/simulation.js';
import { CATALOGUE } from './platforms/catalogue.js';
import { PlatformSettings } from './platforms/platform.settings.js';

@Module({})
export class SurroundingsModule {
  static with(config: Config, settings: PlatformSettings): DynamicModule {
    const simulated = CATALOGUE.some(({ descriptor }) => settings.mode(descriptor.id) === 'simulated');
    return {
      module: SurroundingsModule,
      global: true,
      imports: [ConfigModule.with(config), CoreModule, LoggingModule, MailModule],
      providers: [
        { provide: PlatformSettings, useValue: settings },
        { provide: Simulation, useValue: { anySimulated: () => simulated } satisfies Simulation },
      ],
      exports: [PlatformSettings, Simulation],
    };
  }
}
