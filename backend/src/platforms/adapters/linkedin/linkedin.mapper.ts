/** Wire → normalized. Pure. */
import type { BlankReason, NormalizedProfile } from '../../contract/normalized.js';
import { readCount, readShape, readText, readUrl } from '../../wire/read-values.js';
import { userinfoSchema } from './linkedin.schema.js';

/** Where members are found whose own page is not known: nothing that the platform tells leads to it. */
const FRONT_PAGE = 'https://www.linkedin.com/';

export const profilePage = (vanityName: string): string =>
  `https://www.linkedin.com/in/${encodeURIComponent(vanityName)}`;

export interface Followers {
  /** Undefined where there is no count. */
  readonly count: unknown;
  readonly granted: boolean;
}

/** `vanityName` is what the talent was said to go by when they confirmed who they are; the platform does not tell it. */
export function mapMember(body: unknown, followers: Followers, vanityName: string | null): NormalizedProfile {
  const wire = readShape(userinfoSchema, body, 'userinfo');
  const names = [wire.given_name, wire.family_name].filter((name) => readText(name) !== null);
  const count = readCount(followers.count);
  const blanks = { following: NEVER, posts: NEVER, views: NEVER };
  return {
    platformAccountId: wire.sub,
    handle: null,
    displayName: readText(wire.name) ?? readText(names.join(' ')),
    bio: null,
    url: vanityName === null || vanityName === wire.sub ? FRONT_PAGE : profilePage(vanityName),
    avatarUrl: readUrl(wire.picture),
    bannerUrl: null,
    metrics: { followers: count, following: null, posts: null, views: null },
    blanks: count === null ? { ...blanks, followers: followers.granted ? 'not_yet' : 'not_granted' } : blanks,
    verified: null,
    accountType: null,
    createdAtPlatform: null,
    country: null,
    hints: {},
  };
}

const NEVER: BlankReason = 'not_supported';
