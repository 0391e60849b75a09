/** Consent at TikTok: by the book, but for the name of the client's id, and for tokens that are too old to be handed in. */
import type { Clock } from '../../../core/clock.js';
import type { Authorizer, AuthorizerContext, GrantedAccount, HeldTokens } from '../../contract/authorizer.js';
import type { ConnectionCode } from '../../../core/connection-codes.js';
import { PlatformError } from '../../contract/platform-error.js';
import type { Wires } from '../../wire/fetcher-provider.js';
import { regularAuthorizer } from '../../wire/regular-authorizer.js';
import type { TokenDialect } from '../../wire/token-problem.js';
import type { TiktokClient } from './tiktok.client.js';
import { tiktokDescriptor } from './tiktok.descriptor.js';
import { mapUser } from './tiktok.mapper.js';

/** Beyond what RFC 6749 names (error-handling page, read 2026-11). */
const CODES: Readonly<Record<string, ConnectionCode>> = {
  access_token_invalid: 'AUTH_RECONNECT_REQUIRED',
  invalid_scope: 'APP_REVIEW_REQUIRED',
  rate_limit_exceeded: 'RATE_LIMITED',
  internal_error: 'PLATFORM_UNAVAILABLE',
};
const dialect: TokenDialect = ({ error }) => (Object.hasOwn(CODES, error) ? (CODES[error] ?? null) : null);

/** Access tokens live two hours; one older than this may have ended before it is handed in. */
const STALE_MS = 100 * 60_000;

export function tiktokAuthorizer(wires: Wires, client: TiktokClient, clock: Clock): Authorizer {
  const accounts: Authorizer['accounts'] = async ({ accessToken, scopes }, context) => {
    const { platformAccountId, handle, displayName, avatarUrl, url } = mapUser(
      await client.user(accessToken, scopes, context),
      scopes,
    );
    const account: GrantedAccount = {
      ...{ platformAccountId, handle, displayName, avatarUrl, url },
      usable: true,
      reason: null,
    };
    return [account];
  };
  const revoked = ({ accessToken }: HeldTokens) => [accessToken];
  const regular = regularAuthorizer(tiktokDescriptor, { wires, clock, dialect, accounts, revoked });
  return {
    ...regular,
    authorizationUrl: withClientKey,
    revoke: async (held, context) => {
      const alive = await aliveOf(regular, held, clock.now(), context);
      if (alive) await regular.revoke?.(alive, context);
    },
  };
}

/** Only access tokens can be handed in, and the grant outlives them: an old one is renewed first. Null where it is gone. */
async function aliveOf(
  regular: Authorizer,
  held: HeldTokens,
  now: Date,
  context: AuthorizerContext,
): Promise<HeldTokens | null> {
  if (held.refreshToken === null || now.getTime() - held.issuedAt.getTime() < STALE_MS) return held;
  try {
    return { ...(await regular.refresh(held, context)), issuedAt: now };
  } catch (error) {
    if (error instanceof PlatformError && error.code === 'AUTH_RECONNECT_REQUIRED') return null;
    throw error;
  }
}

/** It is called `client_key` here, and a request with the usual name is refused on the page. */
function withClientKey(url: URL): URL {
  const renamed = new URL(url);
  const entries = [...url.searchParams].map(([name, value]): [string, string] =>
    name === 'client_id' ? ['client_key', value] : [name, value],
  );
  renamed.search = new URLSearchParams(entries).toString();
  return renamed;
}
