/** One connection with all that is shown of it, as one row: the columns and joins that every read shares. */
import { Prisma } from '../generated/prisma/client.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import type { IdentityEvidence } from '../platforms/contract/descriptor.js';
import type { AccountType } from '../platforms/contract/normalized.js';
import { activityOf, causeOf, POSTS, PROFILE } from './connection-axes.repository.js';
import type { Activity, Auth, Cause, Control, Outcome, Status } from './connection-state.js';
import type { Tier } from './tier.js';

export interface ConnectionRow {
  id: string;
  talentId: string;
  talentName: string;
  platform: string;
  handle: string;
  url: string;
  method: 'MANUAL' | 'OAUTH';
  verification: 'public' | 'verified' | 'authorised';
  control: Control;
  /** By name; null where nobody did, or nobody knows any more. */
  controlBy: string | null;
  controlReason: string | null;
  controlAt: Date | null;
  proofCode: string | null;
  proofRequestedAt: Date | null;
  proofExpiresAt: Date | null;
  proofCheckedAt: Date | null;
  verifiedAt: Date | null;
  handleCurrent: boolean;
  status: Status;
  simulated: boolean;
  createdAt: Date;
  expectedHandle: string | null;
  lastCode: ConnectionCode | null;
  lastCodeAt: Date | null;
  strikes: number;
  nextSyncAt: Date | null;
  blockedUntil: Date | null;
  /** When somebody last asked for a sync by hand. */
  askedAt: Date | null;
  attempt: number;
  tier: Tier;
  outcome: Outcome;
  activity: Activity;
  cause: Cause;
  profileCode: ConnectionCode | null;
  succeededAt: Date | null;
  postsOutcome: Outcome;
  postsActivity: Activity;
  postsCause: Cause;
  postsCode: ConnectionCode | null;
  postsSucceededAt: Date | null;
  postsSeen: number | null;
  normalizedHandle: string;
  hasProfile: boolean;
  displayName: string | null;
  bio: string | null;
  profileUrl: string | null;
  avatarUrl: string | null;
  bannerUrl: string | null;
  followers: bigint | null;
  following: bigint | null;
  posts: bigint | null;
  views: bigint | null;
  blanks: Record<string, string> | null;
  verified: boolean | null;
  accountType: AccountType | null;
  createdAtPlatform: Date | null;
  country: string | null;
  source: 'public' | 'consent' | null;
  auth: Auth;
  evidence: IdentityEvidence | null;
  consentAt: Date | null;
  /** Of what holds the consent; null where nothing does. */
  accessEndsAt: Date | null;
  refreshEndsAt: Date | null;
  consentEndsAt: Date | null;
  missingScopes: string[] | null;
}

export interface StatusRow {
  id: string;
  postsActivity: Activity;
  postsSeen: number | null;
  posts: bigint | null;
  status: Status;
  activity: Activity;
  cause: Cause;
  profileCode: ConnectionCode | null;
  lastCode: ConnectionCode | null;
  nextSyncAt: Date | null;
  succeededAt: Date | null;
  followers: bigint | null;
}

export const CONNECTION_COLUMNS = Prisma.sql`
  c.id, c.talent_id AS "talentId", t.name AS "talentName", c.platform, c.handle, c.normalized_handle AS "normalizedHandle", c.url, c.method,
  c.verification, c.control, c.status, c.simulated, c.created_at AS "createdAt", c.expected_handle AS "expectedHandle", c.last_code AS "lastCode", c.last_code_at AS "lastCodeAt",
  c.strikes, s.next_sync_at AS "nextSyncAt", s.blocked_until AS "blockedUntil", s.asked_at AS "askedAt", s.attempt, s.tier,
  CASE WHEN c.control_by IS NOT NULL THEN coalesce(
    (SELECT u.name FROM app_user u WHERE u.agency_id = c.agency_id AND u.id = c.control_by::uuid),
    (SELECT k.name FROM api_key k WHERE k.agency_id = c.agency_id AND k.id = c.control_by::uuid),
    CASE WHEN c.control_by::uuid = c.talent_id THEN t.name END) END AS "controlBy",
  c.control_reason AS "controlReason", coalesce(c.control_at, c.archived_at) AS "controlAt", c.proof_code AS "proofCode",
  c.proof_requested_at AS "proofRequestedAt", c.proof_expires_at AS "proofExpiresAt", c.proof_checked_at AS "proofCheckedAt",
  c.verified_at AS "verifiedAt", c.handle_current AS "handleCurrent",
  p.outcome, ${activityOf(PROFILE)} AS activity, ${causeOf(PROFILE)} AS cause, p.code AS "profileCode", p.succeeded_at AS "succeededAt",
  q.outcome AS "postsOutcome", ${activityOf(POSTS)} AS "postsActivity", ${causeOf(POSTS)} AS "postsCause", q.code AS "postsCode", q.succeeded_at AS "postsSucceededAt", q.seen AS "postsSeen",
  f.connection_id IS NOT NULL AS "hasProfile", f.display_name AS "displayName", f.bio, f.url AS "profileUrl", f.avatar_url AS "avatarUrl",
  f.banner_url AS "bannerUrl", f.followers, f.following, f.posts, f.views, f.blanks, f.verified, f.account_type AS "accountType", f.created_at_platform AS "createdAtPlatform",
  f.country, f.source, c.auth, c.evidence, c.consent_at AS "consentAt", k.expires_at AS "accessEndsAt",
  k.refresh_expires_at AS "refreshEndsAt", k.consent_expires_at AS "consentEndsAt", k.missing_scopes AS "missingScopes"`;

/** What is shown of the connections `c`, whichever they are. */
export const CONNECTION_JOINS = Prisma.sql`
  JOIN talent t ON t.id = c.talent_id
  JOIN connection_sync s ON s.connection_id = c.id
  JOIN connection_product p ON p.connection_id = c.id AND p.product = 'profile'
  JOIN connection_product q ON q.connection_id = c.id AND q.product = 'posts'
  LEFT JOIN social_profile f ON f.connection_id = c.id
  LEFT JOIN oauth_credential k ON k.connection_id = c.id`;

const ON_PAGE = Prisma.sql`= ANY(ARRAY(SELECT id FROM page))`;

/**
 * The same for the connections of `page`, each table read in one go: row security hides from the planner how few rows a page
 * has, and it would look each of them up by itself, six times over. They are called as in the joins.
 */
export const pageParts = (agencyId: string): Prisma.Sql => Prisma.sql`
  talents AS MATERIALIZED (SELECT id, name FROM talent WHERE agency_id = ${agencyId}::uuid AND id = ANY(ARRAY(SELECT talent_id FROM page))),
  syncs AS MATERIALIZED (SELECT * FROM connection_sync WHERE agency_id = ${agencyId}::uuid AND connection_id ${ON_PAGE}),
  products AS MATERIALIZED (SELECT * FROM connection_product WHERE agency_id = ${agencyId}::uuid AND connection_id ${ON_PAGE}),
  profiles AS MATERIALIZED (SELECT * FROM social_profile WHERE agency_id = ${agencyId}::uuid AND connection_id ${ON_PAGE}),
  credentials AS MATERIALIZED (SELECT * FROM oauth_credential WHERE agency_id = ${agencyId}::uuid AND connection_id ${ON_PAGE})`;

export const PAGE_JOINS = Prisma.sql`
  JOIN talents t ON t.id = c.talent_id
  JOIN syncs s ON s.connection_id = c.id
  JOIN products p ON p.connection_id = c.id AND p.product = 'profile'
  JOIN products q ON q.connection_id = c.id AND q.product = 'posts'
  LEFT JOIN profiles f ON f.connection_id = c.id
  LEFT JOIN credentials k ON k.connection_id = c.id`;
