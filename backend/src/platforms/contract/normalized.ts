/** What every platform's data looks like once its mapper is through with it. Missing is `null`, never 0; `blanks` says why. */

/** Why there is no number where one could stand. */
export type BlankReason =
  'not_supported' | 'not_granted' | 'below_threshold' | 'not_yet' | 'removed' | 'hidden' | 'not_allowed';

export type ProfileMetric = 'followers' | 'following' | 'posts' | 'views';
export type PostMetric = 'views' | 'likes' | 'comments' | 'shares' | 'quotes' | 'saves';

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
  /** Opaque to the engine; null at the end. An empty page may still have a next cursor. */
  readonly nextCursor: string | null;
}
