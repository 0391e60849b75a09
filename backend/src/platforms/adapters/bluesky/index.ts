import type { PlatformAdapter } from '../../contract/adapter.js';
import { fetcherProvider } from '../../wire/fetcher-provider.js';
import { BLUESKY_ENDPOINTS, BlueskyClient } from './bluesky.client.js';
import { blueskyDescriptor } from './bluesky.descriptor.js';
import { BlueskyFetcher } from './bluesky.fetcher.js';
import { blueskySimulator } from './bluesky.simulator.js';

export const bluesky: PlatformAdapter = {
  descriptor: blueskyDescriptor,
  fetcher: fetcherProvider(blueskyDescriptor, ({ main }, clock) => new BlueskyFetcher(new BlueskyClient(main, clock))),
  simulator: blueskySimulator,
  endpoints: BLUESKY_ENDPOINTS,
};
