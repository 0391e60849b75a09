/** What one request lends to its platform's strategy of passport: everything that is not the same for all requests. */
import type { CodeExchange, TokenSet } from '../../platforms/contract/authorizer.js';

export interface Passage {
  /** The app that asks. */
  readonly clientId: string;
  /** Further parameters of the authorization request. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Keeps what has to be known when the talent comes back; answers with the state that they come back with. */
  begin(verifier: string | null): Promise<string>;
  /** Takes the state, once: the verifier, or true without one; null where it is refused. */
  take(state: string): Promise<string | true | null>;
  exchange(exchange: CodeExchange): Promise<TokenSet>;
}

/** Where an authorization leads to, or what it brought; null where the state was refused. */
export type Passed = { readonly url: string } | { readonly tokens: TokenSet } | null;
