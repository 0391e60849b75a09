import type { PlatformAdapter } from '../../contract/adapter.js';
import { fetcherProvider } from '../../wire/fetcher-provider.js';
import { YOUTUBE_ENDPOINTS, YoutubeClient } from './youtube.client.js';
import { youtubeDescriptor } from './youtube.descriptor.js';
import { YoutubeFetcher } from './youtube.fetcher.js';
import { youtubeSimulator } from './youtube.simulator.js';

export const youtube: PlatformAdapter = {
  descriptor: youtubeDescriptor,
  fetcher: fetcherProvider(youtubeDescriptor, ({ main }, clock) => new YoutubeFetcher(new YoutubeClient(main, clock))),
  simulator: youtubeSimulator,
  endpoints: YOUTUBE_ENDPOINTS,
};
