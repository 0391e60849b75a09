/** The calls that are made for data. Fields stand in the query, even with POST; the token travels as a header. */
import type { Clock } from '../../../core/clock.js';
import type { AuthorizerContext } from '../../contract/authorizer.js';
import type { Consent, FetchContext } from '../../contract/fetcher.js';
import { readShape } from '../../wire/read-values.js';
import type { WireAnswer, WireClient } from '../../wire/wire-client.js';
import { outcomeOf, tiktokError } from './tiktok.errors.js';
import { envelopeSchema, userAnswerSchema, videosSchema, type WireVideos } from './tiktok.schema.js';
import { FIGURE_FIELDS, userFields, VIDEO_FIELDS } from './tiktok.scopes.js';

const USER = '/user/info/';
const VIDEO_LIST = '/video/list/';
const VIDEO_QUERY = '/video/query/';
export const TIKTOK_ENDPOINTS = [USER, VIDEO_LIST, VIDEO_QUERY] as const;

/** Each endpoint has a limit of its own. */
export const USER_CLASS = 'user';
export const VIDEO_CLASS = 'videos';
export const QUERY_CLASS = 'video-query';

/** The most that is allowed: on a page, and in one look-up by ids. */
const VIDEOS_PER_PAGE = 20;
export const VIDEOS_PER_QUERY = 20;

interface VideosWish {
  readonly path: string;
  readonly fields: string;
  readonly json: unknown;
  readonly endpointClass: string;
}

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
    return consent.bearer((token) => this.user(token, consent.scopes, context));
  }

  /** `cursor`: posted before, in milliseconds. */
  videos(consent: Consent, cursor: number | null, context: FetchContext): Promise<WireVideos> {
    const json = { max_count: VIDEOS_PER_PAGE, ...(cursor === null ? {} : { cursor }) };
    return this.videosOf(
      { path: VIDEO_LIST, fields: VIDEO_FIELDS, json, endpointClass: VIDEO_CLASS },
      consent,
      context,
    );
  }

  /** Counts of the account's own videos; those of others, deleted and private ones are silently missing. */
  figures(consent: Consent, ids: readonly string[], context: FetchContext): Promise<WireVideos> {
    const json = { filters: { video_ids: ids } };
    return this.videosOf(
      { path: VIDEO_QUERY, fields: FIGURE_FIELDS, json, endpointClass: QUERY_CLASS },
      consent,
      context,
    );
  }

  private videosOf(
    { path, fields, json, endpointClass }: VideosWish,
    consent: Consent,
    { call, signal }: FetchContext,
  ): Promise<WireVideos> {
    const ask = async (token: string): Promise<WireVideos> => {
      const query: [string, string][] = [['fields', fields]];
      const answer = await this.wire.post({ path, query, headers: bearer(token), signal }, { json });
      return readShape(videosSchema, this.dataOf(answer, path), path);
    };
    return consent.bearer((token) => call(endpointClass, () => ask(token)));
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
