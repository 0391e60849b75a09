/** A visitor's browser at the fake platform, and an app that asks them for consent: what the consent contract is tried with. */
import { createHash, randomBytes } from 'node:crypto';
import type { PlatformAdapter } from '../contract/adapter.js';
import type { Authorizer, AuthorizerContext, HeldTokens, TokenSet } from '../contract/authorizer.js';
import type { OAuthFacts } from '../contract/descriptor.js';
import type { Consent, FetchContext } from '../contract/fetcher.js';
import { PlatformError } from '../contract/platform-error.js';
import { askedScopes } from '../asked-scopes.js';
import { oauthOf } from '../wire/regular-authorizer.js';
import { aContext, SimulatedNetwork } from './simulated-network.js';

export interface ConsentSamples {
  /** A handle of the platform whose name begins with the given word. */
  handle(name: string): string;
  /** A scope that can be unticked; absent where it is everything or nothing. */
  readonly optionalScope?: string;
}

export const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => 'done',
    (thrown: unknown) => thrown,
  );
  return error instanceof PlatformError ? error.code : String(error);
};

/** What a reading says once the token is no good any more. */
export const OVER = /^(AUTH_RECONNECT_REQUIRED|AUTH_REVOKED)$/;

/** What names the app travels openly. */
const CLIENT_ID = 'an-app';
const REDIRECT_URI = 'http://127.0.0.1:3000/api/v1/oauth/callback';

export interface Wish {
  readonly handle?: string;
  readonly decision?: 'approve' | 'deny';
  /** Boxes that are unticked. */
  readonly without?: readonly string[];
  /** Further parameters of the request, or others in place of the right ones. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** A page, as far as it was shown, or where the browser was sent. */
export interface Shown {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  readonly back: URLSearchParams | null;
}

export class SimulatedConsent {
  readonly oauth: OAuthFacts;
  readonly authorizer: Authorizer;
  readonly verifier = randomBytes(32).toString('base64url');
  readonly state = randomBytes(16).toString('base64url');
  /** What the browser keeps for the platform. */
  cookie = '';

  constructor(readonly network: SimulatedNetwork) {
    this.oauth = oauthOf(network.adapter.descriptor);
    if (!network.authorizer) throw new Error(`${network.adapter.descriptor.id} has no authorizer`);
    this.authorizer = network.authorizer;
  }

  static async start(
    adapter: PlatformAdapter,
    timeouts?: Parameters<typeof SimulatedNetwork.start>[1],
  ): Promise<SimulatedConsent> {
    return new SimulatedConsent(await SimulatedNetwork.start(adapter, timeouts));
  }

  get scopes(): readonly string[] {
    return askedScopes(this.oauth, undefined, true).map(({ name }) => name);
  }

  /** Where somebody is sent to be asked. */
  page(parameters: Readonly<Record<string, string>> = {}): URL {
    const { authorize, pkce, scopeSeparator } = this.oauth;
    const challenge = createHash('sha256').update(this.verifier).digest('base64url');
    const url = new URL(`${this.network.baseUrl}${authorize.path}`);
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: this.context().credential.secret(this.oauth.clientIdKey),
      redirect_uri: REDIRECT_URI,
      scope: this.scopes.join(scopeSeparator),
      state: this.state,
      ...(pkce === 'S256' ? { code_challenge: challenge, code_challenge_method: 'S256' } : {}),
      ...this.oauth.parameters,
      ...parameters,
    }).toString();
    return this.authorizer.authorizationUrl?.(url) ?? url;
  }

  show(parameters?: Readonly<Record<string, string>>): Promise<Shown> {
    return this.browse(this.page(parameters));
  }

  /** Reads the page, fills in its form as a browser would, and sends it. */
  async decide({ handle, decision = 'approve', without = [], parameters }: Wish = {}): Promise<Shown> {
    const { html } = await this.show(parameters);
    const form = new URLSearchParams();
    for (const [tag] of html.matchAll(/<input [^>]*>/g)) {
      const [name, value] = [attribute(tag, 'name'), attribute(tag, 'value')];
      if (name && !without.includes(value)) form.append(name, value);
    }
    if (handle !== undefined) form.set('handle', handle);
    form.set('decision', decision);
    const action = attribute(/<form [^>]*>/.exec(html)?.[0] ?? '', 'action');
    return this.browse(new URL(action, this.network.baseUrl), form);
  }

  /** The code that an approval brought. */
  async code(wish: Wish = {}): Promise<string> {
    const { back, status } = await this.decide({ handle: 'mia', ...wish });
    const code = back?.get('code');
    if (!code || back?.get('state') !== this.state) throw new Error(`no code, but ${status}`);
    return code;
  }

  exchange(code: string, changes: { redirectUri?: string; verifier?: string } = {}, context = this.context()) {
    const verifier = this.oauth.pkce === 'S256' ? (changes.verifier ?? this.verifier) : null;
    return this.authorizer.exchange({ code, redirectUri: changes.redirectUri ?? REDIRECT_URI, verifier }, context);
  }

  async tokens(wish: Wish = {}): Promise<TokenSet> {
    return this.exchange(await this.code(wish));
  }

  held({ accessToken, refreshToken }: TokenSet): HeldTokens {
    return { accessToken, refreshToken, issuedAt: this.network.clock.now() };
  }

  refresh(held: HeldTokens, context = this.context()): Promise<TokenSet> {
    return this.authorizer.refresh(held, context);
  }

  /** Reading by this consent, without anybody who refreshes it. */
  reading({ accessToken, scopes }: TokenSet): ReturnType<typeof aContext> {
    const consent: Consent = { scopes: scopes ?? this.scopes, bearer: (send) => send(accessToken) };
    return { ...this.context(), consent };
  }

  /** Keys of the app; those that begin with `invalid` are refused. */
  context(prefix = ''): ReturnType<typeof aContext> {
    const context = aContext();
    const secret = (key: string) =>
      `${prefix}${key === this.oauth.clientIdKey ? CLIENT_ID : context.credential.secret(key)}`;
    return { ...context, credential: { ...context.credential, secret } } satisfies FetchContext & AuthorizerContext;
  }

  async control(method: string, path: string, body: object = {}): Promise<unknown> {
    const answer = await fetch(`${this.network.baseUrl}/__tokens${path}`, {
      method,
      ...(method === 'GET' ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!answer.ok) throw new Error(`${method} /__tokens${path}: ${answer.status}`);
    return answer.status === 204 ? null : answer.json();
  }

  private async browse(url: URL, form?: URLSearchParams): Promise<Shown> {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: this.cookie },
      ...(form ? { method: 'POST', body: form } : {}),
    });
    const [kept] = answer.headers.getSetCookie();
    if (kept !== undefined) this.cookie = kept.split(';')[0] ?? '';
    const location = answer.headers.get('location');
    const html = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      html,
      back: location ? new URL(location).searchParams : null,
    };
  }
}

function attribute(tag: string, name: string): string {
  const raw = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  return raw.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}
