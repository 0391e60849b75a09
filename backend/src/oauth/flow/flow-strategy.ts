/**
 * Passport's OAuth 2.0 for one platform. What passport-oauth2 gets right (the order of steps, PKCE, what stands in a request)
 * stays; where its HTTP hangs, crashes or loses what a platform said, our own token client takes its place; and nothing of a
 * request is kept in the strategy, which all requests share.
 */
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import OAuth2Strategy from 'passport-oauth2';
import type { TokenSet } from '../../platforms/contract/authorizer.js';
import type { Passage, Passed } from './passage.js';

export interface StrategyFacts {
  /** Unique in this process: passport keeps one list for all of it. */
  readonly name: string;
  readonly authorizePage: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly scopeSeparator: string;
  readonly pkce: boolean;
}

type Done = (error: unknown, ...results: unknown[]) => void;
interface Client {
  _clientId: string;
  getOAuthAccessToken(code: string, params: Readonly<Record<string, string>>, done: Done): void;
}
/** As passport makes it of the strategy for each request. */
interface Attempt {
  _oauth2: Client;
  redirect(url: string): void;
  success(passed: Passed): void;
}

/** Lends what `passages` holds for the request to the strategy; registers itself with passport under its name. */
export function registerStrategy(facts: StrategyFacts, passages: WeakMap<object, Passage>): void {
  const passageOf = (request: object): Passage => {
    const passage = passages.get(request);
    if (!passage) throw new Error('This request asks for no consent.');
    return passage;
  };

  // Six parameters: the request, both tokens, the whole answer, a profile that nobody reads, and passport's own callback.
  class FlowStrategy extends PassportStrategy(OAuth2Strategy, facts.name, 6) {
    constructor() {
      super({
        authorizationURL: facts.authorizePage,
        tokenURL: facts.authorizePage, // wanted, never called
        clientID: facts.name, // each request names its own
        clientSecret: '',
        callbackURL: facts.redirectUri,
        scope: [...facts.scopes],
        scopeSeparator: facts.scopeSeparator,
        store: storeOf(passageOf) as unknown as OAuth2Strategy.StateStore, // the types lag behind: they know no PKCE
        skipUserProfile: true,
        passReqToCallback: true,
        ...(facts.pkce ? { pkce: 'S256' as unknown as boolean } : {}),
      });
    }

    override authenticate(this: FlowStrategy & Attempt, request: Request): void {
      const passage = passageOf(request);
      this._oauth2 = clientFor(passage, this._oauth2);
      this.redirect = (url) => this.success({ url }); // the page goes there by itself
      super.authenticate(request, { state: {}, parameters: passage.parameters });
    }

    override authorizationParams({ parameters }: { parameters: object }): object {
      return { ...parameters };
    }

    validate(_request: Request, _access: string, _refresh: string, { tokens }: { tokens: TokenSet }): Passed {
      return { tokens };
    }
  }
  new FlowStrategy();
}

/** Told apart by passport by how many parameters they declare: five to keep a verifier, four to give it back. */
const storeOf = (passageOf: (request: object) => Passage) => ({
  store(request: Request, verifier: string | undefined, _state: unknown, _meta: unknown, done: Done): void {
    settle(passageOf(request).begin(verifier ?? null), (state) => [state], done);
  },
  verify(request: Request, state: string, _meta: unknown, done: Done): void {
    settle(passageOf(request).take(state), (taken) => [taken ?? false, {}], done);
  },
});

/** For this request alone. */
function clientFor<C extends Client>(passage: Passage, shared: C): C {
  const own = Object.create(shared) as C;
  own._clientId = passage.clientId;
  own.getOAuthAccessToken = (code, params, done) => {
    const { redirect_uri: redirectUri = '', code_verifier: verifier = null } = params;
    const told = ({ accessToken, ...tokens }: TokenSet) => [accessToken, null, { tokens: { accessToken, ...tokens } }];
    settle(passage.exchange({ code, redirectUri, verifier }), told, done);
  };
  return own;
}

/** Told outside of the promise: what goes wrong further on must not come back as its rejection. */
function settle<T>(promise: Promise<T>, results: (value: T) => unknown[], done: Done): void {
  promise.then(
    (value) => setImmediate(done, null, ...results(value)),
    (error: unknown) => setImmediate(done, error),
  );
}
