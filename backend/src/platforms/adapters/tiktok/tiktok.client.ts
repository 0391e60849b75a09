/** The calls that are made for data. Fields stand in the query, even with POST; the token travels as a header. */
import type { Clock } from '../../../core/clock.js';
import type { AuthorizerContext } from '../../contract/authorizer.js';
import type { Consent, FetchContext } from '../../contract/fetcher.js';
import { readShape } from '../../wire/read-values.js';
import type { WireAnswer, WireClient } from '../../wire/wire-client.js';
import { outcomeOf, tiktokError } from './tiktok.errors.js';
import { envelopeSchema, userAnswerSchema, videosSchema, type WireVideos } from './tiktok.schema.js';
import { userFields, VIDEO_FIELDS } from './tiktok.scopes.js';

const USER = '/user/info/';
const VIDEO_LIST = '/video/list/';
export const TIKTOK_ENDPOINTS = [USER, VIDEO_LIST] as const;

/** Each endpoint has a limit of its own. */
export const USER_CLASS = 'user';
export const VIDEO_CLASS = 'videos';

/** The most that is allowed. */
const VIDEOS_PER_PAGE = 20;

export class TiktokClient {
  constructor(
    private readonly wire: WireClient,
    private readonly clock: Clock,
  ) {}

  /** Whose the token is, with the fields that these scopes allow. */
  user(token: string, scopes: readonly string[], context: AuthorizerContext): Promise<unknown> {
    return context.call(USER_CLASS, () => this.userOf(token, scopes, context.signal));
  }

  consentedUser(consent: Consent, context: FetchContext): Promise<unknown> {
    return context.call(USER_CLASS, () =>
      consent.bearer((token) => this.userOf(token, consent.scopes, context.signal)),
    );
  }

  /** `cursor`: posted before, in milliseconds. */
  videos(consent: Consent, cursor: number | null, context: FetchContext): Promise<WireVideos> {
    const json = { max_count: VIDEOS_PER_PAGE, ...(cursor === null ? {} : { cursor }) };
    return context.call(VIDEO_CLASS, () =>
      consent.bearer(async (token) => {
        const { signal } = context;
        const query: [string, string][] = [['fields', VIDEO_FIELDS]];
        const answer = await this.wire.post({ path: VIDEO_LIST, query, headers: bearer(token), signal }, { json });
        return readShape(videosSchema, this.dataOf(answer, VIDEO_LIST), VIDEO_LIST);
      }),
    );
  }

  private async userOf(token: string, scopes: readonly string[], signal: AbortSignal): Promise<unknown> {
    const query: [string, string][] = [['fields', userFields(scopes)]];
    const answer = await this.wire.get({ path: USER, query, headers: bearer(token), signal });
    return readShape(userAnswerSchema, this.dataOf(answer, USER), USER).user;
  }

  private dataOf(answer: WireAnswer, where: string): unknown {
    if (answer.status !== 200 || outcomeOf(answer) !== 'ok') throw tiktokError(answer, where, this.clock.now());
    return readShape(envelopeSchema, answer.body, where).data;
  }
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
