/** The calls that are made for data; the token travels as a header. */
import type { Clock } from '../../../core/clock.js';
import type { AuthorizerContext } from '../../contract/authorizer.js';
import type { Consent, FetchContext } from '../../contract/fetcher.js';
import { readShape } from '../../wire/read-values.js';
import type { WireClient, WireRequest } from '../../wire/wire-client.js';
import { linkedinError } from './linkedin.errors.js';
import { followersSchema } from './linkedin.schema.js';

const USERINFO = '/v2/userinfo';
const FOLLOWERS = '/rest/memberFollowersCount';
export const LINKEDIN_ENDPOINTS = [USERINFO, FOLLOWERS] as const;

/** Each resource has limits of its own, of the app's and of the member's day. */
export const USERINFO_CLASS = 'userinfo';
export const FOLLOWERS_CLASS = 'followers';

type Question = Pick<WireRequest, 'path' | 'query'> & { readonly headers?: Readonly<Record<string, string>> };

export class LinkedinClient {
  /** `version`: a month, YYYYMM. Each is answered for about a year. */
  constructor(
    private readonly wire: WireClient,
    private readonly version: string,
    private readonly clock: Clock,
  ) {}

  /** Who the token speaks for. */
  userinfo(token: string, context: AuthorizerContext): Promise<unknown> {
    return context.call(USERINFO_CLASS, () => this.ask(token, WHO, context.signal));
  }

  consentedUserinfo(consent: Consent, context: FetchContext): Promise<unknown> {
    return consent.bearer((token) => this.userinfo(token, context));
  }

  /** How many follow the member; undefined where the answer does not say. */
  async followers(consent: Consent, context: FetchContext): Promise<unknown> {
    const headers = { 'linkedin-version': this.version, 'x-restli-protocol-version': '2.0.0' };
    const question: Question = { path: FOLLOWERS, query: [['q', 'me']], headers };
    const body = await consent.bearer((token) =>
      context.call(FOLLOWERS_CLASS, () => this.ask(token, question, context.signal)),
    );
    return readShape(followersSchema, body, FOLLOWERS).elements?.[0]?.memberFollowersCount;
  }

  private async ask(token: string, { headers, ...question }: Question, signal: AbortSignal): Promise<unknown> {
    const proved = { ...headers, authorization: `Bearer ${token}` };
    const answer = await this.wire.get({ ...question, headers: proved, signal });
    if (answer.status !== 200) throw linkedinError(answer, question.path, this.clock.now());
    return answer.body;
  }
}

const WHO: Question = { path: USERINFO, query: [] };
