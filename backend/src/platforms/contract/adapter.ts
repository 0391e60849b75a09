/** The one door of an adapter folder: what the catalogue lists. */
import type { FactoryProvider, InjectionToken } from '@nestjs/common';
import type { Authorizer } from './authorizer.js';
import type { PlatformDescriptor } from './descriptor.js';
import type { Fetcher } from './fetcher.js';
import type { PlatformSimulator } from './simulator.js';

export interface PlatformAdapter {
  readonly descriptor: PlatformDescriptor;
  /** Nest provider of the platform's Fetcher; its token is unique per platform. */
  readonly fetcher: FactoryProvider<Fetcher> & { readonly provide: InjectionToken<Fetcher> };
  /** Present where `descriptor.oauth` is. */
  readonly authorizer?: FactoryProvider<Authorizer> & { readonly provide: InjectionToken<Authorizer> };
  readonly simulator: PlatformSimulator;
  /** Paths of every endpoint the client calls for data, without the base URL; `{…}` stands for a segment that differs. */
  readonly endpoints: readonly string[];
}
