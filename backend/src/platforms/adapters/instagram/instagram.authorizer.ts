/**
 * Consent by the Instagram API with Instagram Login. A code becomes a token for an hour, and that one, at another host, a token
 * for sixty days, which is its own refresh token. It can't be given back.
 */
import type { Clock } from '../../../core/clock.js';
import type { ConnectionCode } from '../../../core/connection-codes.js';
import type { Authorizer, AuthorizerContext, CodeExchange, HeldTokens, TokenSet } from '../../contract/authorizer.js';
import type { Wires } from '../../wire/fetcher-provider.js';
import { exchangeForm, oauthOf } from '../../wire/regular-authorizer.js';
import { TokenClient } from '../../wire/token-client.js';
import type { TokenProblem } from '../../wire/token-problem.js';
import { instagramDescriptor } from './instagram.descriptor.js';
import { consentCode } from './instagram.errors.js';
import { mapOwnAccount } from './instagram.mapper.js';
import { INSTAGRAM_CLIENT_SECRET } from './instagram.oauth.js';
import { InstagramOwnClient } from './instagram.own-client.js';
import { readOwner } from './instagram.own-reader.js';
import { tokenRefusalSchema } from './instagram.schema.js';

const LENGTHEN = '/access_token';
const REFRESH = '/refresh_access_token';

/** Browsers are sent back with this behind the code; it is no part of it. */
const TAIL = /#_$/;

/** The first endpoint tells its refusals apart in words alone. These speak of the app, all others of the code. */
const OF_THE_APP = /client_secret|client_id|platform app|redirect_uri is not|invalid redirect/i;

function dialect({ purpose, status, body }: TokenProblem): ConnectionCode | null {
  if (tokenRefusalSchema.safeParse(body).success && status < 500 && status !== 429) {
    const { error_message } = tokenRefusalSchema.parse(body);
    return OF_THE_APP.test(error_message ?? '') ? 'APP_CREDENTIALS_INVALID' : 'CONSENT_STATE_INVALID';
  }
  const code = consentCode({ status, body });
  // A token that was issued a moment ago has not been withdrawn: it is the code that was not worth it.
  const ended = code === 'AUTH_RECONNECT_REQUIRED' || code === 'AUTH_REVOKED';
  return purpose === 'exchange' && ended ? 'CONSENT_STATE_INVALID' : code;
}

export class InstagramAuthorizer implements Authorizer {
  readonly platform = instagramDescriptor.id;
  private readonly oauth = oauthOf(instagramDescriptor);
  private readonly tokens: TokenClient;
  private readonly own: InstagramOwnClient;

  constructor(
    private readonly wires: Wires,
    clock: Clock,
  ) {
    this.tokens = new TokenClient(this.oauth, { clock, dialect });
    this.own = new InstagramOwnClient(wires.at('graph'), clock);
  }

  /** What was granted stands in the first answer alone. */
  async exchange(exchange: CodeExchange, context: AuthorizerContext): Promise<TokenSet> {
    const { origin, path } = this.oauth.token;
    const form = exchangeForm({ ...exchange, code: exchange.code.replace(TAIL, '') });
    const brief = await this.tokens.tokens({ wire: this.wires.at(origin), path, purpose: 'exchange', form }, context);
    const lasting = await this.atGraph(
      LENGTHEN,
      'exchange',
      [
        ['grant_type', 'ig_exchange_token'],
        ['client_secret', context.credential.secret(INSTAGRAM_CLIENT_SECRET)],
        ['access_token', brief.accessToken],
      ],
      context,
    );
    return { ...lasting, scopes: lasting.scopes ?? brief.scopes };
  }

  refresh({ accessToken }: HeldTokens, context: AuthorizerContext): Promise<TokenSet> {
    const form: [string, string][] = [
      ['grant_type', 'ig_refresh_token'],
      ['access_token', accessToken],
    ];
    return this.atGraph(REFRESH, 'refresh', form, context);
  }

  async accounts(
    { accessToken }: { readonly accessToken: string },
    context: AuthorizerContext,
  ): ReturnType<Authorizer['accounts']> {
    const wire = await readOwner(this.own, (send) => send(accessToken), context);
    const { platformAccountId, handle, displayName, avatarUrl, url } = mapOwnAccount(wire);
    return [{ platformAccountId, handle, displayName, avatarUrl, url, usable: true, reason: null }];
  }

  private atGraph(
    path: string,
    purpose: 'exchange' | 'refresh',
    form: [string, string][],
    context: AuthorizerContext,
  ): Promise<TokenSet> {
    return this.tokens.tokens({ wire: this.wires.at('graph'), path, purpose, form, get: true }, context);
  }
}
