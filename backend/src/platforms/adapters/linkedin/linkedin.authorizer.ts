/** Consent at LinkedIn: by the book, with refusals of its own, an end that refreshing does not move, and patience at the start. */
import type { Clock } from '../../../core/clock.js';
import type { ConnectionCode } from '../../../core/connection-codes.js';
import type { Authorizer, AuthorizerContext, GrantedAccount } from '../../contract/authorizer.js';
import { PlatformError } from '../../contract/platform-error.js';
import type { Wires } from '../../wire/fetcher-provider.js';
import { regularAuthorizer } from '../../wire/regular-authorizer.js';
import { endAfter, type GrantEnds, type TokenAnswer } from '../../wire/token-answer.js';
import type { TokenDialect, TokenPurpose } from '../../wire/token-problem.js';
import type { LinkedinClient } from './linkedin.client.js';
import { linkedinDescriptor } from './linkedin.descriptor.js';
import { mapMember } from './linkedin.mapper.js';

export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** A token that was just given is refused as revoked for some seconds now and then (reported again and again since 2014). */
const FRESH_TOKEN_WAITS_MS = [1_000, 3_000, 8_000];

const ENDED: Readonly<Record<TokenPurpose, ConnectionCode>> = {
  exchange: 'CONSENT_STATE_INVALID',
  refresh: 'AUTH_RECONNECT_REQUIRED',
  revoke: 'AUTH_RECONNECT_REQUIRED',
};

/** Codes and tokens that are unknown, spent or over are answered with these, in 400 as well as in 401. */
const dialect: TokenDialect = ({ error, purpose }) =>
  error === 'invalid_request' || error === 'invalid_redirect_uri' ? ENDED[purpose] : null;

/** Refresh tokens end a year after the first consent, whatever is refreshed. Apps without them: with the access token. */
function ends(answer: TokenAnswer, now: Date): GrantEnds {
  const refreshExpiresAt = endAfter(answer, 'refresh_token_expires_in', now);
  if (refreshExpiresAt !== null) return { refreshExpiresAt, consentExpiresAt: refreshExpiresAt };
  const lasting = typeof answer['refresh_token'] === 'string' && answer['refresh_token'] !== '';
  return { refreshExpiresAt: null, consentExpiresAt: lasting ? null : endAfter(answer, 'expires_in', now) };
}

export function linkedinAuthorizer(wires: Wires, client: LinkedinClient, clock: Clock, wait: Wait): Authorizer {
  const accounts: Authorizer['accounts'] = async ({ accessToken }, context) => {
    const member = await patiently(() => client.userinfo(accessToken, context), context, wait);
    const { platformAccountId, handle, displayName, avatarUrl, url } = mapMember(member, NO_COUNT, null);
    const account: GrantedAccount = {
      ...{ platformAccountId, handle, displayName, avatarUrl, url },
      usable: true,
      reason: null,
    };
    return [account];
  };
  return regularAuthorizer(linkedinDescriptor, { wires, clock, dialect, ends, accounts });
}

const NO_COUNT = { count: undefined, granted: false };

async function patiently<T>(ask: () => Promise<T>, { signal }: AuthorizerContext, wait: Wait): Promise<T> {
  for (const pause of FRESH_TOKEN_WAITS_MS) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof PlatformError) || error.code !== 'AUTH_REVOKED') throw error;
      await wait(pause, signal);
    }
  }
  return ask();
}
