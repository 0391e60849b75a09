/** Reads the member of a consent. Without consent there is nothing to be read, and posts cannot be listed at all. */
import { isAccountError } from '../../contract/account-error.js';
import type { Locator } from '../../contract/descriptor.js';
import type { Consent, FetchContext, Fetcher, ProfileAnswer, ProfileRef } from '../../contract/fetcher.js';
import type { PostPage } from '../../contract/normalized.js';
import { PlatformError } from '../../contract/platform-error.js';
import type { LinkedinClient } from './linkedin.client.js';
import { mapMember, type Followers } from './linkedin.mapper.js';
import { PROFILE_ANALYTICS } from './linkedin.scopes.js';
import { isVanityName } from './linkedin.urls.js';

export class LinkedinFetcher implements Fetcher {
  readonly platform = 'linkedin';

  constructor(private readonly client: LinkedinClient) {}

  /** Whatever was asked for, the token answers for its own member; the engine compares the ids. */
  async fetchProfiles(refs: readonly ProfileRef[], context: FetchContext): Promise<readonly ProfileAnswer[]> {
    const answers: ProfileAnswer[] = [];
    for (const { locator } of refs) answers.push(await this.readOwn(consentOf(context), locator, context));
    return answers;
  }

  /** The scope that lists a member's posts is given to nobody (`listsPosts`). */
  fetchPosts(): Promise<PostPage> {
    return Promise.resolve({ posts: [], nextCursor: null });
  }

  private async readOwn(consent: Consent, locator: Locator, context: FetchContext): Promise<ProfileAnswer> {
    try {
      const member = await this.client.consentedUserinfo(consent, context);
      const followers = await this.followers(consent, context);
      return { ok: true, profile: mapMember(member, followers, vanityNameOf(locator)) };
    } catch (error) {
      if (isAccountError(error)) return { ok: false, error };
      throw error;
    }
  }

  /** Apps without approval for it are refused the count alone: the rest is no worse for that. */
  private async followers(consent: Consent, context: FetchContext): Promise<Followers> {
    if (!consent.scopes.includes(PROFILE_ANALYTICS)) return { count: undefined, granted: false };
    try {
      return { count: await this.client.followers(consent, context), granted: true };
    } catch (error) {
      if (isNotApproved(error)) return { count: undefined, granted: false };
      throw error;
    }
  }
}

const isNotApproved = (error: unknown): boolean =>
  error instanceof PlatformError && (error.code === 'SCOPE_MISSING' || error.code === 'APP_REVIEW_REQUIRED');

/** The name that was expected when the consent was asked for; an id is none. */
const vanityNameOf = ({ kind, value }: Locator): string | null =>
  kind === 'handle' && isVanityName(value) ? value : null;

function consentOf({ consent }: FetchContext): Consent {
  if (!consent) throw new PlatformError('INPUT_PLATFORM_UNSUPPORTED', { note: 'nothing is public here' });
  return consent;
}
