/**
 * Reads professional accounts by their names: one call for a profile, with its newest media where they are wanted. With a
 * talent's consent it is their own account that is read, by the token.
 */
import { isAccountError } from '../../contract/account-error.js';
import type { Locator } from '../../contract/descriptor.js';
import type { FetchContext, Fetcher, PostQuery, ProfileAnswer, ProfileRef } from '../../contract/fetcher.js';
import type { PostPage } from '../../contract/normalized.js';
import { PlatformError } from '../../contract/platform-error.js';
import type { InstagramClient } from './instagram.client.js';
import { mapAccount, mapMediaPage } from './instagram.mapper.js';
import type { InstagramOwnReader } from './instagram.own-reader.js';

export class InstagramFetcher implements Fetcher {
  readonly platform = 'instagram';

  constructor(
    private readonly client: InstagramClient,
    private readonly own: InstagramOwnReader,
  ) {}

  async fetchProfiles(refs: readonly ProfileRef[], context: FetchContext): Promise<readonly ProfileAnswer[]> {
    const { consent } = context;
    if (consent) {
      const answer = await settled(async () => ({ profile: await this.own.profile(consent, context) }));
      return refs.map(() => answer);
    }
    const found = new Map<string, ProfileAnswer>();
    const answers: ProfileAnswer[] = [];
    for (const { locator, withPosts = false } of refs) {
      const username = usernameOf(locator);
      const key = `${username}:${withPosts}`;
      const answer = found.get(key) ?? (await this.readOne(username, withPosts, context));
      found.set(key, answer);
      answers.push(answer);
    }
    return answers;
  }

  /** Media come with the id of whose they are: a name that has changed hands since the profile was read is noticed. */
  async fetchPosts({ account, cursor }: PostQuery, context: FetchContext): Promise<PostPage> {
    if (context.consent) return this.own.page(cursor, context.consent, context);
    const wire = await this.client.discoverMedia(account.handle?.toLowerCase() ?? '', cursor, context);
    if (wire.id !== account.platformAccountId)
      throw new PlatformError('PROFILE_HANDLE_REASSIGNED', { note: 'media of another account' });
    return mapMediaPage(wire.media);
  }

  private readOne(username: string, withPosts: boolean, context: FetchContext): Promise<ProfileAnswer> {
    return settled(async () => {
      const wire = await this.client.discoverProfile(username, withPosts, context);
      return { profile: mapAccount(wire), ...(withPosts ? { firstPage: mapMediaPage(wire.media) } : {}) };
    });
  }
}

type Read = Omit<Extract<ProfileAnswer, { ok: true }>, 'ok'>;

async function settled(read: () => Promise<Read>): Promise<ProfileAnswer> {
  try {
    return { ok: true, ...(await read()) };
  } catch (error) {
    if (isAccountError(error)) return { ok: false, error };
    throw error;
  }
}

/** Ids can't be asked for: empty, which no account is called. */
function usernameOf({ kind, value }: Locator): string {
  return kind === 'handle' ? value.toLowerCase() : '';
}
