import { setTimeout } from 'node:timers/promises';
import type { PlatformAdapter } from '../../contract/adapter.js';
import { authorizerProvider, fetcherProvider } from '../../wire/fetcher-provider.js';
import { linkedinAuthorizer, type Wait } from './linkedin.authorizer.js';
import { LINKEDIN_ENDPOINTS, LinkedinClient } from './linkedin.client.js';
import { LINKEDIN_VERSION, linkedinDescriptor } from './linkedin.descriptor.js';
import { LinkedinFetcher } from './linkedin.fetcher.js';
import { linkedinSimulator } from './linkedin.simulator.js';

const wait: Wait = async (milliseconds, signal) => {
  await setTimeout(milliseconds, undefined, { signal });
};

export const linkedin: PlatformAdapter = {
  descriptor: linkedinDescriptor,
  fetcher: fetcherProvider(linkedinDescriptor, ({ main }, clock, settings) => {
    const version = settings.value(LINKEDIN_VERSION.key) ?? LINKEDIN_VERSION.usual;
    return new LinkedinFetcher(new LinkedinClient(main, version, clock));
  }),
  authorizer: authorizerProvider(linkedinDescriptor, (wires, clock) => {
    const client = new LinkedinClient(wires.main, LINKEDIN_VERSION.usual, clock);
    return linkedinAuthorizer(wires, client, clock, wait);
  }),
  simulator: linkedinSimulator,
  endpoints: LINKEDIN_ENDPOINTS,
};
