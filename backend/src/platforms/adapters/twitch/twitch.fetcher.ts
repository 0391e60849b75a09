/** Reads channels and their videos with the app's own token. */
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
import type { PostPage } from '../../contract/normalized.js';
import { PlatformError } from '../../contract/platform-error.js';
import { postsById, rawText, readFigures } from '../../wire/figures.js';
import { askEach } from '../../wire/one-by-one.js';
import { USERS_PER_CALL, VIDEOS_PER_CALL, type TwitchClient, type UserFilter } from './twitch.client.js';
import { mapFigures, mapUser, mapVideos } from './twitch.mapper.js';
import { isLogin, isUserId, isVideoId } from './twitch.urls.js';

/** Followers are told for one channel a call; so many are asked at once. */
const AT_ONCE = 5;

export class TwitchFetcher implements Fetcher {
  readonly platform = 'twitch';

  constructor(private readonly client: TwitchClient) {}

  async fetchProfiles(refs: readonly ProfileRef[], context: FetchContext): Promise<readonly ProfileAnswer[]> {
    const wishes = refs.map(filterOf);
    const filters = new Map(wishes.flatMap((wish) => (wish ? [[keyOf(wish), wish] as const] : [])));
    const bodies = new Map<string, unknown>();
    for (const chunk of chunked([...filters.values()], USERS_PER_CALL)) {
      const { data } = await this.client.users(chunk, context);
      for (const body of data) {
        bodies.set(keyOf(['id', rawText(body, 'id')]), body);
        bodies.set(keyOf(['login', rawText(body, 'login').toLowerCase()]), body);
      }
    }
    const found = new Set([...filters.keys()].flatMap((key) => (bodies.has(key) ? [bodies.get(key)] : [])));
    const answers = await askEach([...found], (body) => this.answer(body, context), { atOnce: AT_ONCE });
    return wishes.map((wish) => {
      if (!wish) return refused('INPUT_INVALID_HANDLE');
      return answers.get(bodies.get(keyOf(wish))) ?? refused('PROFILE_NOT_FOUND');
    });
  }

  async fetchPosts({ account, cursor }: PostQuery, context: FetchContext): Promise<PostPage> {
    return mapVideos(await this.client.videosOf(account.platformAccountId, cursor, context));
  }

  fetchPostFigures(posts: readonly PostRef[], context: FetchContext): Promise<readonly PostFigures[]> {
    return postsById(posts, VIDEOS_PER_CALL, async (ids) => {
      // One that is no number would be the whole call's mistake.
      const asked = ids.filter(isVideoId);
      const { data } = asked.length === 0 ? { data: [] } : await this.client.videos(asked, context);
      return readFigures(data, 'id', mapFigures);
    });
  }

  private async answer(body: unknown, context: FetchContext): Promise<ProfileAnswer> {
    const { platformAccountId } = mapUser(body, null);
    return { ok: true, profile: mapUser(body, await this.client.followers(platformAccountId, context)) };
  }
}

function filterOf({ locator: { kind, value } }: ProfileRef): UserFilter | null {
  if (kind === 'id') return isUserId(value) ? ['id', value] : null;
  const login = value.toLowerCase();
  return kind === 'handle' && isLogin(login) ? ['login', login] : null;
}

const keyOf = ([kind, value]: UserFilter): string => `${kind}:${value}`;
const refused = (code: PlatformError['code']): ProfileAnswer => ({ ok: false, error: new PlatformError(code) });
