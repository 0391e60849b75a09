/** Rows into the file that a talent downloads: field by field, as it is documented. Pure. */
import type { AccountType } from '../../platforms/contract/normalized.js';
import type {
  TalentDataConnection,
  TalentDataFieldChange,
  TalentDataPost,
  TalentDataPostMetrics,
  TalentDataProfile,
  TalentDataProfileMetrics,
} from './dto/talent-data.response.js';
import type {
  ExportedChange,
  ExportedConnection,
  ExportedMetrics,
  ExportedPost,
  ExportedPostMetrics,
  ExportedProfile,
} from './talent-data.repository.js';

type Source = 'public' | 'consent';
const iso = (date: Date | null): string | null => date?.toISOString() ?? null;
const count = (value: bigint | null): number | null => (value === null ? null : Number(value));

export const exportedConnection = (
  row: ExportedConnection,
): Omit<TalentDataConnection, 'profile' | 'metrics' | 'changes' | 'posts'> => ({
  id: row.id,
  platform: row.platform,
  platformAccountId: row.platformAccountId,
  handle: row.handle,
  url: row.url,
  method: row.method,
  status: row.status,
  createdAt: row.createdAt.toISOString(),
  consentAt: iso(row.consentAt),
  scopes: [...row.scopes],
});

export const exportedProfile = (row: ExportedProfile): TalentDataProfile => ({
  displayName: row.displayName,
  bio: row.bio,
  url: row.url,
  avatarUrl: row.avatarUrl,
  bannerUrl: row.bannerUrl,
  followers: count(row.followers),
  following: count(row.following),
  posts: count(row.posts),
  views: count(row.views),
  verified: row.verified,
  accountType: row.accountType as AccountType | null,
  country: row.country,
  createdAtPlatform: iso(row.createdAtPlatform),
  changedAt: row.changedAt.toISOString(),
  source: row.source as Source,
});

export const exportedMetrics = (row: ExportedMetrics): TalentDataProfileMetrics => ({
  at: row.capturedAt.toISOString(),
  followers: count(row.followers),
  following: count(row.following),
  posts: count(row.posts),
  views: count(row.views),
  source: row.source as Source,
});

export const exportedChange = (row: ExportedChange): TalentDataFieldChange => ({
  at: row.at.toISOString(),
  field: row.field,
  before: row.before,
  after: row.after,
  source: row.source as Source,
});

export const exportedPost = (row: ExportedPost): Omit<TalentDataPost, 'metrics'> => ({
  platformPostId: row.platformPostId,
  kind: row.kind,
  url: row.url,
  title: row.title,
  text: row.text,
  publishedAt: row.publishedAt.toISOString(),
  durationSeconds: row.durationSeconds,
  language: row.language,
  firstSeenAt: row.firstSeenAt.toISOString(),
  deletedAt: iso(row.deletedAt),
  source: row.source as Source,
});

export const exportedPostMetrics = (row: ExportedPostMetrics): TalentDataPostMetrics => ({
  at: row.capturedAt.toISOString(),
  views: count(row.views),
  likes: count(row.likes),
  comments: count(row.comments),
  shares: count(row.shares),
  quotes: count(row.quotes),
  saves: count(row.saves),
  source: row.source as Source,
});
