import type { PlatformAdapter } from '../../contract/adapter.js';
import { authorizerProvider, fetcherProvider } from '../../wire/fetcher-provider.js';
import { InstagramAuthorizer } from './instagram.authorizer.js';
import { INSTAGRAM_ENDPOINTS, InstagramClient } from './instagram.client.js';
import { instagramDescriptor } from './instagram.descriptor.js';
import { InstagramFetcher } from './instagram.fetcher.js';
import { InstagramOwnClient, OWN_ENDPOINTS } from './instagram.own-client.js';
import { InstagramOwnReader } from './instagram.own-reader.js';
import { instagramSimulator } from './instagram.simulator.js';

export const instagram: PlatformAdapter = {
  descriptor: instagramDescriptor,
  fetcher: fetcherProvider(
    instagramDescriptor,
    ({ main, at }, clock) =>
      new InstagramFetcher(
        new InstagramClient(main, clock),
        new InstagramOwnReader(new InstagramOwnClient(at('graph'), clock)),
      ),
  ),
  authorizer: authorizerProvider(instagramDescriptor, (wires, clock) => new InstagramAuthorizer(wires, clock)),
  simulator: instagramSimulator,
  endpoints: [...INSTAGRAM_ENDPOINTS, ...OWN_ENDPOINTS],
};
