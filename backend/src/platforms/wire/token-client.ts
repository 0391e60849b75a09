/** The only one who speaks to token endpoints: codes, refreshes and revocations, with the app's proof of itself. */
import type { Clock } from '../../core/clock.js';
import { HttpFailure } from '../../core/http/http-failure.js';
import type { AuthorizerContext, TokenSet } from '../contract/authorizer.js';
import type { OAuthFacts } from '../contract/descriptor.js';
import type { AppCredential } from '../contract/fetcher.js';
import { PlatformError } from '../contract/platform-error.js';
import { tokenAnswerOf, tokenSetOf, type GrantEnds, type TokenAnswer } from './token-answer.js';
import { problemOf, tokenError, type TokenDialect, type TokenPurpose } from './token-problem.js';
import type { WireAnswer, WireClient } from './wire-client.js';

/** The bucket that all calls about tokens are counted in. */
export const OAUTH_CLASS = 'oauth';

export interface TokenWish {
  readonly wire: WireClient;
  readonly path: string;
  readonly purpose: TokenPurpose;
  /** In order, without what proves the app. */
  readonly form: readonly [string, string][];
  /** Where the endpoint wants it in the query of a GET, and with which of its own parameters the app proves itself. */
  readonly get?: boolean;
}

export interface TokenClientParts {
  readonly clock: Clock;
  readonly dialect?: TokenDialect;
  /** When refresh token and consent end; under their usual names where it is left out. */
  readonly ends?: (answer: TokenAnswer, now: Date) => GrantEnds;
}

export class TokenClient {
  constructor(
    private readonly facts: Pick<OAuthFacts, 'clientAuth' | 'clientIdKey' | 'clientSecretKey' | 'tokens'>,
    private readonly parts: TokenClientParts,
  ) {}

  /** Rejects with PlatformError alone; nothing that was sent or answered stands in it. */
  async tokens(wish: TokenWish, context: AuthorizerContext): Promise<TokenSet> {
    return this.read(wish, await this.answer(wish, context));
  }

  /** The same, with the answer for those who need more of it than a TokenSet holds. */
  async answer(wish: TokenWish, context: AuthorizerContext): Promise<TokenAnswer> {
    return context.call(OAUTH_CLASS, async () => {
      const answer = await this.send(wish, context);
      const found = answer.status < 300 ? tokenAnswerOf(answer.body) : null;
      if (found === null) throw this.refusal(answer, wish);
      return found;
    });
  }

  read(wish: Pick<TokenWish, 'path'>, answer: TokenAnswer): TokenSet {
    const { clock, ends } = this.parts;
    const tokens = tokenSetOf(answer, clock.now(), this.facts.tokens.assumedSeconds, ends);
    if (tokens === null) throw new PlatformError('PLATFORM_CONTRACT_CHANGED', { note: `${wish.path}: no token` });
    return tokens;
  }

  /** Resolves where the platform knows of no such token any more. */
  async revoke(wish: Omit<TokenWish, 'purpose'>, context: AuthorizerContext): Promise<void> {
    await context.call(OAUTH_CLASS, async () => {
      const wanted: TokenWish = { ...wish, purpose: 'revoke' };
      const answer = await this.send(wanted, context);
      if (answer.status < 300 && ['', 'ok'].includes(problemOf(answer, 'revoke').error)) return;
      const error = this.refusal(answer, wanted);
      if (error.code !== 'AUTH_RECONNECT_REQUIRED' && error.code !== 'AUTH_REVOKED') throw error;
    });
  }

  private refusal(answer: WireAnswer, { path, purpose }: TokenWish): PlatformError {
    const { clock, dialect } = this.parts;
    const told = { path, headers: answer.headers, now: clock.now(), ...(dialect ? { dialect } : {}) };
    return tokenError(problemOf(answer, purpose), told);
  }

  private async send(wish: TokenWish, { credential, signal }: AuthorizerContext): Promise<WireAnswer> {
    const { headers, form } = this.proved(wish, credential);
    const { path } = wish;
    try {
      if (wish.get) return await wish.wire.get({ path, query: form, headers, signal });
      return await wish.wire.post({ path, query: [], headers, signal }, { form });
    } catch (error) {
      throw withoutCause(error, path);
    }
  }

  /** Exactly one way of proving the app in a request, as RFC 6749 § 2.3 demands. */
  private proved(
    { form, get }: TokenWish,
    credential: AppCredential,
  ): { headers: Record<string, string>; form: [string, string][] } {
    const { clientAuth, clientIdKey, clientSecretKey } = this.facts;
    if (get) return { headers: {}, form: [...form] };
    const [id, secret] = [credential.secret(clientIdKey), credential.secret(clientSecretKey)];
    if (clientAuth === 'basic') return { headers: { authorization: basic(id, secret) }, form: [...form] };
    const name = clientAuth === 'client_key' ? 'client_key' : 'client_id';
    return { headers: {}, form: [...form, [name, id], ['client_secret', secret]] };
  }
}

/** Each half form-url-encoded before they are put together (RFC 6749 § 2.3.1). */
function basic(id: string, secret: string): string {
  const encoded = (text: string) => new URLSearchParams([['', text]]).toString().slice(1);
  return `Basic ${Buffer.from(`${encoded(id)}:${encoded(secret)}`).toString('base64')}`;
}

/**
 * What a parser or a socket has to tell may quote what it read, so only the kind of failure goes on. A good status whose
 * body is HTML or breaks off is a gateway in between, or a platform in trouble: it may well be better next time.
 */
function withoutCause(error: unknown, path: string): PlatformError {
  if (!(error instanceof PlatformError)) return new PlatformError('SYNC_INTERNAL', { note: path });
  const kind = error.cause instanceof HttpFailure ? error.cause.kind : null;
  const note = kind === null ? error.note : `${path}: ${kind}`;
  const code = kind === 'malformed' ? 'PLATFORM_UNAVAILABLE' : error.code;
  return new PlatformError(code, note === undefined ? {} : { note });
}
