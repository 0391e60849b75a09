/** How an adapter's fetcher is put together from the floor's parts, the same way for every platform. */
import type { FactoryProvider, InjectionToken } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import { HttpClient } from '../../core/http/http-client.js';
import type { PlatformDescriptor } from '../contract/descriptor.js';
import type { Fetcher } from '../contract/fetcher.js';
import { PlatformSettings } from '../platform.settings.js';
import { platformEndpoint } from './platform-endpoint.js';
import { WireClient } from './wire-client.js';

export interface FetcherProvider extends FactoryProvider<Fetcher> {
  readonly provide: InjectionToken<Fetcher>;
  readonly useFactory: (http: HttpClient, settings: PlatformSettings, clock: Clock) => Fetcher;
}

export function fetcherProvider(
  descriptor: PlatformDescriptor,
  build: (wire: WireClient, clock: Clock) => Fetcher,
): FetcherProvider {
  return {
    provide: Symbol(`Fetcher of ${descriptor.id}`),
    inject: [HttpClient, PlatformSettings, Clock],
    useFactory: (http, settings, clock) => build(new WireClient(http, platformEndpoint(descriptor, settings)), clock),
  };
}
