/** How an adapter's parts are put together from the floor's, the same way for every platform. */
import type { FactoryProvider, InjectionToken } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import { HttpClient } from '../../core/http/http-client.js';
import type { Authorizer } from '../contract/authorizer.js';
import type { PlatformDescriptor } from '../contract/descriptor.js';
import type { Fetcher } from '../contract/fetcher.js';
import { PlatformSettings } from '../platform.settings.js';
import { platformEndpoint, platformOrigin } from './platform-endpoint.js';
import { WireClient } from './wire-client.js';

interface Provider<T> extends FactoryProvider<T> {
  readonly provide: InjectionToken<T>;
  readonly useFactory: (http: HttpClient, settings: PlatformSettings, clock: Clock) => T;
}

/** A client for each host of a platform: its main one, and the further ones by name. */
export interface Wires {
  readonly main: WireClient;
  at(origin: string): WireClient;
}

export type FetcherProvider = Provider<Fetcher>;
type Build<T> = (wires: Wires, clock: Clock, settings: PlatformSettings) => T;

export const fetcherProvider = (descriptor: PlatformDescriptor, build: Build<Fetcher>): FetcherProvider =>
  provider('Fetcher', descriptor, build);

export const authorizerProvider = (descriptor: PlatformDescriptor, build: Build<Authorizer>): Provider<Authorizer> =>
  provider('Authorizer', descriptor, build);

function provider<T>(what: string, descriptor: PlatformDescriptor, build: Build<T>): Provider<T> {
  return {
    provide: Symbol(`${what} of ${descriptor.id}`),
    inject: [HttpClient, PlatformSettings, Clock],
    useFactory: (http, settings, clock) =>
      build(
        {
          main: new WireClient(http, platformEndpoint(descriptor, settings)),
          at: (origin) => new WireClient(http, platformOrigin(descriptor, origin, settings)),
        },
        clock,
        settings,
      ),
  };
}
