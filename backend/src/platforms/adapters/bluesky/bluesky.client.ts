/** The calls that are made to the public AppView; no key is needed. */
import type { Clock } from '../../../core/clock.js';
import type { FetchContext } from '../../contract/fetcher.js';
import type { WireClient } from '../../wire/wire-client.js';
import { readUsage, type UsageDialect } from '../../wire/usage-headers.js';
import { blueskyError } from './bluesky.errors.js';

const PROFILE = '/app.bsky.actor.getProfile';
const PROFILES = '/app.bsky.actor.getProfiles';
const AUTHOR_FEED = '/app.bsky.feed.getAuthorFeed';
const POSTS = '/app.bsky.feed.getPosts';
export const BLUESKY_ENDPOINTS = [PROFILE, PROFILES, AUTHOR_FEED, POSTS] as const;

/** `getProfiles` takes at most 25 actors, `getPosts` 25 posts; `getAuthorFeed` gives at most 100 items (lexicons, read 2026-08-20). */
export const PROFILES_PER_CALL = 25;
export const POSTS_PER_CALL = 25;
const ITEMS_PER_PAGE = 100;

/** The AppView publishes one limit for everything it serves. */
export const ENDPOINT_CLASS = 'appview';

/** Told by some servers; the public AppView promises nothing. */
const USAGE: UsageDialect = {
  limit: 'ratelimit-limit',
  remaining: 'ratelimit-remaining',
  reset: 'ratelimit-reset',
  resetIs: 'epoch',
  policy: 'ratelimit-policy',
};

export class BlueskyClient {
  constructor(
    private readonly wire: WireClient,
    private readonly clock: Clock,
  ) {}

  /** Body of `getProfile`, unchecked. */
  getProfile(actor: string, context: FetchContext): Promise<unknown> {
    return this.get(PROFILE, [['actor', actor]], context);
  }

  /** Body of `getProfiles`; unknown, deactivated and suspended accounts are silently missing from it. */
  getProfiles(actors: readonly string[], context: FetchContext): Promise<unknown> {
    return this.get(
      PROFILES,
      actors.map((actor) => ['actors', actor]),
      context,
    );
  }

  /** Body of `getAuthorFeed`: the account's posts and self-threads, with reposts in between. */
  getAuthorFeed(actor: string, cursor: string | null, context: FetchContext): Promise<unknown> {
    const query: [string, string][] = [
      ['actor', actor],
      ['filter', 'posts_and_author_threads'],
      ['limit', String(ITEMS_PER_PAGE)],
    ];
    return this.get(AUTHOR_FEED, cursor === null ? query : [...query, ['cursor', cursor]], context);
  }

  /** Body of `getPosts`; posts that are deleted or not shown are silently missing from it. */
  getPosts(uris: readonly string[], context: FetchContext): Promise<unknown> {
    return this.get(
      POSTS,
      uris.map((uri) => ['uris', uri]),
      context,
    );
  }

  private get(path: string, query: [string, string][], context: FetchContext): Promise<unknown> {
    return context.call(ENDPOINT_CLASS, async () => {
      const answer = await this.wire.get({ path, query, signal: context.signal });
      for (const usage of readUsage(answer.headers, USAGE, this.clock.now()))
        await context.report(ENDPOINT_CLASS, usage);
      if (answer.status !== 200) throw blueskyError(answer, path, this.clock.now());
      return answer.body;
    });
  }
}
