import type { PlatformAdapter } from '../../contract/adapter.js';
import { authorizerProvider, fetcherProvider } from '../../wire/fetcher-provider.js';
import { tiktokAuthorizer } from './tiktok.authorizer.js';
import { TIKTOK_ENDPOINTS, TiktokClient } from './tiktok.client.js';
import { tiktokDescriptor } from './tiktok.descriptor.js';
import { TiktokFetcher } from './tiktok.fetcher.js';
import { tiktokSimulator } from './tiktok.simulator.js';

export const tiktok: PlatformAdapter = {
  descriptor: tiktokDescriptor,
  fetcher: fetcherProvider(tiktokDescriptor, ({ main }, clock) => new TiktokFetcher(new TiktokClient(main, clock))),
  authorizer: authorizerProvider(tiktokDescriptor, (wires, clock) =>
    tiktokAuthorizer(wires, new TiktokClient(wires.main, clock), clock),
  ),
  simulator: tiktokSimulator,
  endpoints: TIKTOK_ENDPOINTS,
};
