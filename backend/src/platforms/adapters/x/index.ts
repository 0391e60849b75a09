import type { PlatformAdapter } from '../../contract/adapter.js';
import { authorizerProvider, fetcherProvider } from '../../wire/fetcher-provider.js';
import { xAuthorizer } from './x.authorizer.js';
import { X_ENDPOINTS, XClient } from './x.client.js';
import { xDescriptor } from './x.descriptor.js';
import { XFetcher } from './x.fetcher.js';
import { xSimulator } from './x.simulator.js';

export const x: PlatformAdapter = {
  descriptor: xDescriptor,
  fetcher: fetcherProvider(xDescriptor, ({ main }, clock) => new XFetcher(new XClient(main, clock))),
  authorizer: authorizerProvider(xDescriptor, xAuthorizer),
  simulator: xSimulator,
  endpoints: X_ENDPOINTS,
};
