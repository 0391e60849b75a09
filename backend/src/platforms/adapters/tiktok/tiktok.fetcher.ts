/** Reads the account of a consent: its profile and its public videos. Without consent there is nothing to be read. */
import { isAccountError } from '../../contract/account-error.js';
import type { Locator } from '../../contract/descriptor.js';
import type {
  Consent,
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
import { postsById, readFigures } from '../../wire/figures.js';
import { VIDEOS_PER_QUERY, type TiktokClient } from './tiktok.client.js';
import { mapFigures, mapUser, mapVideos } from './tiktok.mapper.js';
import { VIDEOS } from './tiktok.scopes.js';
import { isUsername } from './tiktok.urls.js';

export class TiktokFetcher implements Fetcher {
  readonly platform = 'tiktok';

  constructor(private readonly client: TiktokClient) {}

  /** Whatever was asked for, the token answers for its own account; the engine compares the ids. */
  async fetchProfiles(refs: readonly ProfileRef[], context: FetchContext): Promise<readonly ProfileAnswer[]> {
    const answers: ProfileAnswer[] = [];
    for (const { locator } of refs) answers.push(await this.readOwn(consentOf(context), locator, context));
    return answers;
  }

  async fetchPosts({ cursor }: PostQuery, context: FetchContext): Promise<PostPage> {
    const consent = videosConsentOf(context);
    return mapVideos(await this.client.videos(consent, readCursor(cursor), context));
  }

  async fetchPostFigures(posts: readonly PostRef[], context: FetchContext): Promise<readonly PostFigures[]> {
    const consent = videosConsentOf(context);
    return postsById(posts, VIDEOS_PER_QUERY, async (ids) =>
      readFigures((await this.client.figures(consent, ids, context)).videos ?? [], 'id', mapFigures),
    );
  }

  private async readOwn(consent: Consent, locator: Locator, context: FetchContext): Promise<ProfileAnswer> {
    try {
      const user = await this.client.consentedUser(consent, context);
      return { ok: true, profile: mapUser(user, consent.scopes, expectedName(locator)) };
    } catch (error) {
      if (isAccountError(error)) return { ok: false, error };
      throw error;
    }
  }
}

/** An id is no name. */
const expectedName = ({ kind, value }: Locator): string | null =>
  kind === 'handle' && isUsername(value) ? value : null;

function consentOf({ consent }: FetchContext): Consent {
  if (!consent) throw new PlatformError('INPUT_PLATFORM_UNSUPPORTED', { note: 'nothing is public here' });
  return consent;
}

function videosConsentOf(context: FetchContext): Consent {
  const consent = consentOf(context);
  if (!consent.scopes.includes(VIDEOS)) throw new PlatformError('SCOPE_MISSING', { note: VIDEOS });
  return consent;
}

function readCursor(cursor: string | null): number | null {
  if (cursor === null) return null;
  if (!/^\d{1,16}$/.test(cursor)) throw new PlatformError('PLATFORM_CONTRACT_CHANGED', { note: 'cursor' });
  return Number(cursor);
}
