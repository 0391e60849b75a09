/** Consent by the book, from a descriptor's facts. A platform that departs from it replaces the part that differs. */
import type { Authorizer, AuthorizerContext, CodeExchange, HeldTokens, TokenSet } from '../contract/authorizer.js';
import type { OAuthFacts, PlatformDescriptor } from '../contract/descriptor.js';
import { PlatformError } from '../contract/platform-error.js';
import type { Wires } from './fetcher-provider.js';
import { TokenClient, type TokenClientParts, type TokenWish } from './token-client.js';

export interface AuthorizerParts extends TokenClientParts {
  readonly wires: Wires;
  readonly accounts: Authorizer['accounts'];
  /** Which tokens are handed in to be revoked, in this order; the refresh token and then the access token where left out. */
  readonly revoked?: (held: HeldTokens) => readonly string[];
}

export function oauthOf(descriptor: PlatformDescriptor): OAuthFacts {
  if (!descriptor.oauth) throw new Error(`${descriptor.id} says nothing of its consent.`);
  return descriptor.oauth;
}

export function regularAuthorizer(descriptor: PlatformDescriptor, parts: AuthorizerParts): Authorizer {
  const oauth = oauthOf(descriptor);
  const client = new TokenClient(oauth, parts);
  const at = ({ origin, path }: OAuthFacts['token']): Pick<TokenWish, 'wire' | 'path'> => ({
    wire: parts.wires.at(origin),
    path,
  });
  const { revoke } = oauth;
  return {
    platform: descriptor.id,
    accounts: parts.accounts,
    exchange: (exchange, context) =>
      client.tokens({ ...at(oauth.token), purpose: 'exchange', form: exchangeForm(exchange) }, context),
    refresh: (held, context) => refreshed(client, { ...at(oauth.token), held, kind: oauth.tokens.refresh }, context),
    ...(revoke
      ? {
          revoke: async (held: HeldTokens, context: AuthorizerContext) => {
            for (const token of (parts.revoked ?? everyToken)(held))
              await client.revoke({ ...at(revoke), form: [['token', token]] }, context);
          },
        }
      : {}),
  };
}

export const exchangeForm = ({ code, redirectUri, verifier }: CodeExchange): [string, string][] => [
  ['grant_type', 'authorization_code'],
  ['code', code],
  ['redirect_uri', redirectUri],
  ...(verifier === null ? [] : ([['code_verifier', verifier]] satisfies [string, string][])),
];

const everyToken = ({ accessToken, refreshToken }: HeldTokens): string[] =>
  refreshToken === null ? [accessToken] : [refreshToken, accessToken];

interface RefreshWish extends Pick<TokenWish, 'wire' | 'path'> {
  readonly held: HeldTokens;
  readonly kind: OAuthFacts['tokens']['refresh'];
}

function refreshed(
  client: TokenClient,
  { wire, path, held, kind }: RefreshWish,
  context: AuthorizerContext,
): Promise<TokenSet> {
  if (kind === 'none' || held.refreshToken === null)
    return Promise.reject(new PlatformError('AUTH_RECONNECT_REQUIRED', { note: `${path}: nothing to refresh with` }));
  const form: [string, string][] = [
    ['grant_type', 'refresh_token'],
    ['refresh_token', held.refreshToken],
  ];
  return client.tokens({ wire, path, purpose: 'refresh', form }, context);
}
