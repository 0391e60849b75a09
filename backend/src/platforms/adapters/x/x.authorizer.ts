/** Consent at X: by the book, in sentences of its own. */
import type { Clock } from '../../../core/clock.js';
import type { Authorizer } from '../../contract/authorizer.js';
import { PlatformError } from '../../contract/platform-error.js';
import type { Wires } from '../../wire/fetcher-provider.js';
import { regularAuthorizer } from '../../wire/regular-authorizer.js';
import { XClient } from './x.client.js';
import { xDescriptor } from './x.descriptor.js';
import { partialCode, xTokenDialect } from './x.errors.js';
import { mapUser } from './x.mapper.js';

export function xAuthorizer(wires: Wires, clock: Clock): Authorizer {
  const client = new XClient(wires.main, clock);
  return regularAuthorizer(xDescriptor, {
    wires,
    clock,
    dialect: xTokenDialect,
    accounts: async ({ accessToken }, context) => {
      const consent = { bearer: <T>(send: (token: string) => Promise<T>) => send(accessToken) };
      const { data, errors } = await client.me({ ...context, consent });
      if (data === undefined) throw new PlatformError(partialCode(errors?.[0] ?? {}), { note: 'own account' });
      const { platformAccountId, handle, displayName, avatarUrl, url } = mapUser(data).profile;
      return [{ platformAccountId, handle, displayName, avatarUrl, url, usable: true, reason: null }];
    },
  });
}
