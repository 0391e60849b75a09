/** The calls that are made to Helix, with a token of the app. Tokens travel as headers alone. */
import type { Clock } from '../../../core/clock.js';
import type { FetchContext } from '../../contract/fetcher.js';
import { readShape } from '../../wire/read-values.js';
import { readUsage, type UsageDialect } from '../../wire/usage-headers.js';
import type { WireAnswer, WireClient } from '../../wire/wire-client.js';
import { TWITCH_CLIENT_ID, type AppTokens } from './twitch.app-tokens.js';
import { statusOf, twitchError } from './twitch.errors.js';
import { followersSchema, listSchema, type WireList } from './twitch.schema.js';

const USERS = '/users';
const FOLLOWERS = '/channels/followers';
const VIDEOS = '/videos';
export const TWITCH_ENDPOINTS = [USERS, FOLLOWERS, VIDEOS] as const;

/** Most users (by id and by name together) or videos in one look-up, and most videos on a page (API reference, read 2026-03). */
export const USERS_PER_CALL = 100;
export const VIDEOS_PER_CALL = 100;

/** All calls take their points from one bucket of the app. */
export const ENDPOINT_CLASS = 'helix';

/** On each answer; the bucket is full again at the reset. */
const USAGE: UsageDialect = {
  limit: 'ratelimit-limit',
  remaining: 'ratelimit-remaining',
  reset: 'ratelimit-reset',
  resetIs: 'epoch',
};

type Query = [string, string][];
export type UserFilter = readonly ['id' | 'login', string];

export class TwitchClient {
  constructor(
    private readonly wire: WireClient,
    private readonly tokens: AppTokens,
    private readonly clock: Clock,
  ) {}

  /** Unknown, banned and deactivated accounts are silently missing. */
  async users(filters: readonly UserFilter[], context: FetchContext): Promise<WireList> {
    const query = filters.map(([kind, value]): [string, string] => [kind, value]);
    return readShape(listSchema, (await this.get(USERS, query, context)).body, USERS);
  }

  /** How many follow, unchecked; who they are is not asked for. */
  async followers(id: string, context: FetchContext): Promise<unknown> {
    const query: Query = [
      ['broadcaster_id', id],
      ['first', '1'],
    ];
    return readShape(followersSchema, (await this.get(FOLLOWERS, query, context)).body, FOLLOWERS).total;
  }

  /** Newest first: broadcasts, uploads and highlights. */
  async videosOf(userId: string, cursor: string | null, context: FetchContext): Promise<WireList> {
    const query: Query = [
      ['user_id', userId],
      ['type', 'all'],
      ['sort', 'time'],
      ['first', String(VIDEOS_PER_CALL)],
    ];
    if (cursor !== null) query.push(['after', cursor]);
    return readShape(listSchema, (await this.get(VIDEOS, query, context)).body, VIDEOS);
  }

  /** Deleted videos are missing; where that is all of them, the call itself is refused as not found. */
  async videos(ids: readonly string[], context: FetchContext): Promise<WireList> {
    const query = ids.map((id): [string, string] => ['id', id]);
    const answer = await this.get(VIDEOS, query, context, [404]);
    return statusOf(answer) === 404 ? { data: [] } : readShape(listSchema, answer.body, VIDEOS);
  }

  /** A token that is refused may have been taken back: once, it is asked for anew. */
  private async get(
    path: string,
    query: Query,
    context: FetchContext,
    welcome: readonly number[] = [],
  ): Promise<WireAnswer> {
    const token = await this.tokens.current(context);
    const answer = await this.ask(path, query, token, context, [...welcome, 401]);
    if (statusOf(answer) !== 401) return answer;
    this.tokens.forget(token, context);
    return this.ask(path, query, await this.tokens.current(context), context, welcome);
  }

  private ask(
    path: string,
    query: Query,
    token: string,
    context: FetchContext,
    welcome: readonly number[],
  ): Promise<WireAnswer> {
    return context.call(ENDPOINT_CLASS, async () => {
      const headers = { authorization: `Bearer ${token}`, 'client-id': context.credential.secret(TWITCH_CLIENT_ID) };
      const answer = await this.wire.get({ path, query, headers, signal: context.signal });
      for (const usage of readUsage(answer.headers, USAGE, this.clock.now()))
        await context.report(ENDPOINT_CLASS, usage);
      const status = statusOf(answer);
      if (status === 200 || welcome.includes(status)) return answer;
      throw twitchError(answer, path, this.clock.now());
    });
  }
}
