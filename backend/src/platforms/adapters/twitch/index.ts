import type { PlatformAdapter } from '../../contract/adapter.js';
import { fetcherProvider } from '../../wire/fetcher-provider.js';
import { AppTokens, TOKEN_ENDPOINTS } from './twitch.app-tokens.js';
import { TWITCH_ENDPOINTS, TwitchClient } from './twitch.client.js';
import { twitchDescriptor } from './twitch.descriptor.js';
import { TwitchFetcher } from './twitch.fetcher.js';
import { twitchSimulator } from './twitch.simulator.js';

export const twitch: PlatformAdapter = {
  descriptor: twitchDescriptor,
  fetcher: fetcherProvider(
    twitchDescriptor,
    ({ main, at }, clock) => new TwitchFetcher(new TwitchClient(main, new AppTokens(at('token'), clock), clock)),
  ),
  simulator: twitchSimulator,
  endpoints: [...TWITCH_ENDPOINTS, ...TOKEN_ENDPOINTS],
};
