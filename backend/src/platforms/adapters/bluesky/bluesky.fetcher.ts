/** Reads accounts and posts of the public AppView. */
import { chunked } from '../../../core/chunked.js';
import type {
  FetchContext,
  Fetcher,
  PostFigures,
  PostQuery,
  PostRef,
  ProfileAnswer,
  ProfileRef,
} from '../../contract/fetcher.js';
import type { NormalizedProfile, PostPage } from '../../contract/normalized.js';
import { PlatformError } from '../../contract/platform-error.js';
import { postsById, readFigures } from '../../wire/figures.js';
import { askEach } from '../../wire/one-by-one.js';
import { readShape } from '../../wire/read-values.js';
import { POSTS_PER_CALL, PROFILES_PER_CALL, type BlueskyClient } from './bluesky.client.js';
import { mapFeed, mapFigures, mapProfile } from './bluesky.mapper.js';
import { postsSchema, profilesSchema } from './bluesky.schema.js';
import { isDid, isHandle } from './bluesky.urls.js';

/** Of everybody who is missing from a batch, so many are asked for alone; the others are when they are read next. */
const ASKED_ALONE = 5;

export class BlueskyFetcher implements Fetcher {
  readonly platform = 'bluesky';

  constructor(private readonly client: BlueskyClient) {}

  async fetchProfiles(refs: readonly ProfileRef[], context: FetchContext): Promise<readonly ProfileAnswer[]> {
    const actors = refs.map((ref) => actorOf(ref));
    const found = new Map<string, ProfileAnswer>();
    for (const chunk of chunked(
      [...new Set(actors)].filter((actor) => actor !== null),
      PROFILES_PER_CALL,
    )) {
      const batch = chunk.length > 1 ? await this.readBatch(chunk, context) : new Map<string, ProfileAnswer>();
      const missing = chunk.filter((actor) => !batch.has(actor));
      for (const [actor, answer] of batch) found.set(actor, answer);
      const alone = missing.slice(0, ASKED_ALONE);
      const told = await askEach(alone, (actor) => this.readOne(actor, context), { othersRead: chunk.length > 1 });
      for (const [actor, answer] of told) found.set(actor, answer);
      for (const actor of missing.slice(ASKED_ALONE))
        found.set(actor, refused('PLATFORM_UNAVAILABLE', 'left out, untold why'));
    }
    return actors.map((actor) => (actor === null ? undefined : found.get(actor)) ?? refused('INPUT_INVALID_HANDLE'));
  }

  async fetchPosts(query: PostQuery, context: FetchContext): Promise<PostPage> {
    const { platformAccountId } = query.account;
    return mapFeed(await this.client.getAuthorFeed(platformAccountId, query.cursor, context), platformAccountId);
  }

  fetchPostFigures(posts: readonly PostRef[], context: FetchContext): Promise<readonly PostFigures[]> {
    return postsById(posts, POSTS_PER_CALL, async (uris) => {
      const answer = readShape(postsSchema, await this.client.getPosts(uris, context), 'posts');
      return readFigures(answer.posts, 'uri', mapFigures);
    });
  }

  /** Answers by actor. Who is missing in a batch is asked for alone, since only then the AppView says why. */
  private async readBatch(actors: readonly string[], context: FetchContext): Promise<Map<string, ProfileAnswer>> {
    const { profiles } = readShape(profilesSchema, await this.client.getProfiles(actors, context), 'profiles');
    const answers = new Map<string, ProfileAnswer>();
    for (const body of profiles) {
      const profile = mappedOrNull(body);
      if (!profile) continue;
      answers.set(profile.platformAccountId, { ok: true, profile });
      if (profile.handle) answers.set(profile.handle.toLowerCase(), { ok: true, profile });
    }
    return answers;
  }

  private async readOne(actor: string, context: FetchContext): Promise<ProfileAnswer> {
    return { ok: true, profile: mapProfile(await this.client.getProfile(actor, context)) };
  }
}

function actorOf(ref: ProfileRef): string | null {
  const { kind, value } = ref.locator;
  if (kind === 'id') return isDid(value) ? value : null;
  return kind === 'handle' && isHandle(value.toLowerCase()) ? value.toLowerCase() : null;
}

/** An entry of a batch that cannot be read is asked for alone, where its error has a place. */
function mappedOrNull(body: unknown): NormalizedProfile | null {
  try {
    return mapProfile(body);
  } catch {
    return null;
  }
}

function refused(code: PlatformError['code'], note?: string): ProfileAnswer {
  return { ok: false, error: new PlatformError(code, note === undefined ? {} : { note }) };
}
