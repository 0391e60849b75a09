import type { PlatformAdapter } from '../../contract/adapter.js';
import { authorizerProvider, fetcherProvider } from '../../wire/fetcher-provider.js';
import { ANALYTICS_ENDPOINTS, YoutubeAnalytics } from './youtube.analytics.js';
import { youtubeAuthorizer } from './youtube.authorizer.js';
import { YOUTUBE_ENDPOINTS, YoutubeClient } from './youtube.client.js';
import { youtubeDescriptor } from './youtube.descriptor.js';
import { YoutubeFetcher } from './youtube.fetcher.js';
import { youtubeSimulator } from './youtube.simulator.js';

export const youtube: PlatformAdapter = {
  descriptor: youtubeDescriptor,
  fetcher: fetcherProvider(
    youtubeDescriptor,
    ({ main, at }, clock) =>
      new YoutubeFetcher(new YoutubeClient(main, clock), new YoutubeAnalytics(at('analytics'), clock)),
  ),
  authorizer: authorizerProvider(youtubeDescriptor, youtubeAuthorizer),
  simulator: youtubeSimulator,
  endpoints: [...YOUTUBE_ENDPOINTS, ...ANALYTICS_ENDPOINTS],
};
