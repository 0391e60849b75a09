/** What every platform's data looks like once its mapper is through with it. Missing is `null`, never 0; `blanks` says why. */

/** Why there is no number where one could stand. */
export type BlankReason =
  'not_supported' | 'not_granted' | 'below_threshold' | 'not_yet' | 'removed' | 'hidden' | 'not_allowed';

export type ProfileMetric = 'followers' | 'following' | 'posts' | 'views';
export type PostMetric = 'views' | 'likes' | 'comments' | 'shares' | 'quotes' | 'saves';

/**
 * What kind of account it is in its platform's own eyes. Only what the platform says itself: nothing is taken from numbers or
 * names, and a word that is not known here is null. Where each comes from, and when that was read, stands in the adapters.
 */
export const ACCOUNT_TYPES = [
  /** A person's account with the tools of professionals. */
  'creator',
  /** A company's, a shop's or an organisation's. */
  'business',
  /** An authority's, or its office holder's. */
  'government',
  /** Its owner pays the platform for a mark and more reach. */
  'premium',
  /** Shares in the platform's income by a contract of its own. */
  'partner',
  /** Shares in it by the terms that are open to many. */
  'affiliate',
  /** The platform tells kinds, and this account is of none of them. */
  'standard',
] as const;
export type AccountType = (typeof ACCOUNT_TYPES)[number];

/** Counts are non-negative integers ≤ 2^53−1. */
export interface NormalizedProfile {
  /** The platform's stable id of the account. */
  readonly platformAccountId: string;
  /** The current handle without a leading @, as the platform writes it; null where the platform has none. */
  readonly handle: string | null;
  readonly displayName: string | null;
  readonly bio: string | null;
  /** https URL of the public profile page. */
  readonly url: string;
  /** https URL at the platform; served to browsers only through the media proxy. */
  readonly avatarUrl: string | null;
  readonly bannerUrl: string | null;
  readonly metrics: Readonly<Record<ProfileMetric, number | null>>;
  readonly blanks: Readonly<Partial<Record<ProfileMetric, BlankReason>>>;
  /** Null where the platform does not say. */
  readonly verified: boolean | null;
  /** Null where the platform does not say, or not by the way that the account was read. */
  readonly accountType: AccountType | null;
  /** When the account was created at the platform. */
  readonly createdAtPlatform: Date | null;
  /** ISO 3166-1 alpha-2, where the platform gives it. */
  readonly country: string | null;
  /** Things the fetcher needs to list posts without another look-up (for instance the uploads playlist). Small strings only. */
  readonly hints: Readonly<Record<string, string>>;
}

export type PostKind = 'video' | 'short' | 'image' | 'text' | 'link' | 'other';

export interface NormalizedPost {
  /** Unique within the connection. */
  readonly platformPostId: string;
  readonly kind: PostKind;
  readonly url: string;
  readonly title: string | null;
  readonly text: string | null;
  readonly publishedAt: Date;
  readonly thumbnailUrl: string | null;
  readonly durationSeconds: number | null;
  /** BCP 47 tag. */
  readonly language: string | null;
  readonly metrics: Readonly<Record<PostMetric, number | null>>;
  readonly blanks: Readonly<Partial<Record<PostMetric, BlankReason>>>;
}

export interface PostPage {
  readonly posts: readonly NormalizedPost[];
  /** Instead of the posts, where no more was asked for: the ids that the list shows, in its order. */
  readonly bare?: readonly string[];
  /** Opaque to the engine; null at the end. An empty page may still have a next cursor. */
  readonly nextCursor: string | null;
}
