import type { PlatformAdapter } from '../../contract/adapter.js';
import { fetcherProvider } from '../../wire/fetcher-provider.js';
import { INSTAGRAM_ENDPOINTS, InstagramClient } from './instagram.client.js';
import { instagramDescriptor } from './instagram.descriptor.js';
import { InstagramFetcher } from './instagram.fetcher.js';
import { instagramSimulator } from './instagram.simulator.js';

export const instagram: PlatformAdapter = {
  descriptor: instagramDescriptor,
  fetcher: fetcherProvider(
    instagramDescriptor,
    ({ main }, clock) => new InstagramFetcher(new InstagramClient(main, clock)),
  ),
  simulator: instagramSimulator,
  endpoints: INSTAGRAM_ENDPOINTS,
};
