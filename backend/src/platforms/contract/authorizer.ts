/** The port by which talents' consent is asked for, kept and given back. Implementations throw nothing but PlatformError. */
import type { FetchContext } from './fetcher.js';

/** What a platform gave for a code or for a refresh. */
export interface TokenSet {
  readonly accessToken: string;
  /** Null where the answer brought none; whoever holds one keeps it then. */
  readonly refreshToken: string | null;
  /** When the access token ends. Answers without a time count as short. */
  readonly expiresAt: Date;
  /** When the refresh token ends, where the platform says so. */
  readonly refreshExpiresAt: Date | null;
  /** When the consent itself ends whatever is refreshed, where the platform sets such an end. */
  readonly consentExpiresAt: Date | null;
  /** What was granted; null where the answer does not say, which means: as it was. */
  readonly scopes: readonly string[] | null;
}

export interface HeldTokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** When the access token was issued; some may not be refreshed too early. */
  readonly issuedAt: Date;
}

export interface CodeExchange {
  readonly code: string;
  /** Exactly as it stood in the authorization request. */
  readonly redirectUri: string;
  /** Null where the platform takes no PKCE. */
  readonly verifier: string | null;
}

/** An account that a consent opens: usually one, several where pages or channels belong to one person. */
export interface GrantedAccount {
  readonly platformAccountId: string;
  /** Null where the platform does not tell it with what was granted. */
  readonly handle: string | null;
  readonly displayName: string | null;
  /** https, at the platform. */
  readonly avatarUrl: string | null;
  /** https URL of the public profile, as well as it is known. */
  readonly url: string;
  /** False where it cannot be read: `reason` says why, in words for its owner. */
  readonly usable: boolean;
  readonly reason: string | null;
}

/** `id` of the credential names the app that the tokens belong to; calls are counted like all others. */
export type AuthorizerContext = Pick<FetchContext, 'credential' | 'call' | 'signal'>;

export interface Authorizer {
  readonly platform: string;
  /** Code → tokens, whatever steps that takes. CONSENT_STATE_INVALID for a code that is spent, unknown or expired. */
  exchange(exchange: CodeExchange, context: AuthorizerContext): Promise<TokenSet>;
  /** New tokens for old ones. AUTH_RECONNECT_REQUIRED where the platform will never give any again. */
  refresh(held: HeldTokens, context: AuthorizerContext): Promise<TokenSet>;
  /** Takes the grant back. Resolves where it is gone already. Absent where the platform has no such call. */
  revoke?(held: HeldTokens, context: AuthorizerContext): Promise<void>;
  /** Which accounts the grant opens. ACCOUNT_NOT_ELIGIBLE where there is none that could ever be read. */
  accounts(
    grant: { readonly accessToken: string; readonly scopes: readonly string[] },
    context: AuthorizerContext,
  ): Promise<readonly GrantedAccount[]>;
  /** The authorization request as this platform wants it written, where that is irregular. Pure. */
  authorizationUrl?(url: URL): URL;
}
