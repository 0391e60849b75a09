/** Reads channels and their videos with the app's own token. */
import { isAccountError } from '../../contract/account-error.js';
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
import { chunked } from '../../wire/chunked.js';
import { figuresOf, rawText, readFigures } from '../../wire/figures.js';
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
    const answers = await this.answers([...found], context);
    return wishes.map((wish) => {
      if (!wish) return refused('INPUT_INVALID_HANDLE');
      return answers.get(bodies.get(keyOf(wish))) ?? refused('PROFILE_NOT_FOUND');
    });
  }

  async fetchPosts({ account, cursor }: PostQuery, context: FetchContext): Promise<PostPage> {
    return mapVideos(await this.client.videosOf(account.platformAccountId, cursor, context));
  }

  fetchPostFigures(posts: readonly PostRef[], context: FetchContext): Promise<readonly PostFigures[]> {
    return figuresOf(posts, VIDEOS_PER_CALL, async (ids) => {
      // One that is no number would be the whole call's mistake.
      const asked = ids.filter(isVideoId);
      const { data } = asked.length === 0 ? { data: [] } : await this.client.videos(asked, context);
      return readFigures(data, 'id', mapFigures);
    });
  }

  /**
   * By what was read of each. Where a limit is reached on the way, those who were read stay so, and the others wait: a limit smaller
   * than a batch would otherwise never let anybody through. Where nobody was read, the call has failed as a whole.
   */
  private async answers(bodies: readonly unknown[], context: FetchContext): Promise<Map<unknown, ProfileAnswer>> {
    const answers = new Map<unknown, ProfileAnswer>();
    for (const chunk of chunked(bodies, AT_ONCE)) {
      const read = await Promise.allSettled(chunk.map((body) => this.answer(body, context)));
      read.forEach((one, index) => one.status === 'fulfilled' && answers.set(chunk[index], one.value));
      const failed = read.find((one) => one.status === 'rejected');
      if (!failed) continue;
      if (answers.size === 0 || !(failed.reason instanceof PlatformError)) throw failed.reason;
      const error = failed.reason;
      for (const body of bodies) if (!answers.has(body)) answers.set(body, { ok: false, error });
      break;
    }
    return answers;
  }

  private async answer(body: unknown, context: FetchContext): Promise<ProfileAnswer> {
    try {
      const { platformAccountId } = mapUser(body, null);
      return { ok: true, profile: mapUser(body, await this.client.followers(platformAccountId, context)) };
    } catch (error) {
      if (isAccountError(error) || isOddEntry(error)) return { ok: false, error };
      throw error;
    }
  }
}

/** An entry that cannot be read is that channel's answer, and the others are none the worse. */
const isOddEntry = (error: unknown): error is PlatformError =>
  error instanceof PlatformError && error.code === 'PLATFORM_CONTRACT_CHANGED';

function filterOf({ locator: { kind, value } }: ProfileRef): UserFilter | null {
  if (kind === 'id') return isUserId(value) ? ['id', value] : null;
  const login = value.toLowerCase();
  return kind === 'handle' && isLogin(login) ? ['login', login] : null;
}

const keyOf = ([kind, value]: UserFilter): string => `${kind}:${value}`;
const refused = (code: PlatformError['code']): ProfileAnswer => ({ ok: false, error: new PlatformError(code) });
