/** Consent at Google: by the book, but for the channel, which is asked for. */
import type { Clock } from '../../../core/clock.js';
import type { ConnectionCode } from '../../../core/connection-codes.js';
import type { Authorizer } from '../../contract/authorizer.js';
import { PlatformError } from '../../contract/platform-error.js';
import type { Wires } from '../../wire/fetcher-provider.js';
import { regularAuthorizer } from '../../wire/regular-authorizer.js';
import { OWN_CHANNELS, YoutubeClient } from './youtube.client.js';
import { youtubeDescriptor } from './youtube.descriptor.js';
import { mapOwnChannel } from './youtube.mapper.js';

/** Refusals of the app rather than of the talent, beyond those that every platform has. */
const OF_THE_APP = new Set(['redirect_uri_mismatch', 'deleted_client', 'disabled_client', 'org_internal']);

export function youtubeAuthorizer(wires: Wires, clock: Clock): Authorizer {
  const client = new YoutubeClient(wires.main, clock);
  return regularAuthorizer(youtubeDescriptor, {
    wires,
    clock,
    dialect: ({ error }): ConnectionCode | null => (OF_THE_APP.has(error) ? 'APP_CREDENTIALS_INVALID' : null),
    // Either of them takes the whole grant back.
    revoked: ({ accessToken, refreshToken }) => [refreshToken ?? accessToken],
    accounts: async ({ accessToken }, context) => {
      const consent = { bearer: <T>(send: (token: string) => Promise<T>) => send(accessToken) };
      const { items } = await client.listChannels(OWN_CHANNELS, { ...context, consent }, 'id,snippet');
      const channels = (items ?? []).map(mapOwnChannel);
      if (channels.length === 0) throw new PlatformError('ACCOUNT_NOT_ELIGIBLE', { note: 'channels: none of its own' });
      return channels.map(({ platformAccountId, handle, displayName, avatarUrl, url }) => ({
        ...{ platformAccountId, handle, displayName, avatarUrl, url },
        usable: true,
        reason: null,
      }));
    },
  });
}
