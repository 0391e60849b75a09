/** Rows into answers: every field by name, every blank with its reason, every sentence with the platform's name. */
import { describeCode } from '../core/connection-codes.js';
import type { ConnectionCode, PlatformWords } from '../core/connection-codes.js';
import { consentOf } from './consent-answer.js';
import type { ConsentFacts } from './consent-answer.js';
import type { ConnectionRow, StatusRow } from './connection-row.repository.js';
import type { Activity, Cause } from './connection-state.js';
import type {
  ConnectionControl,
  ConnectionProblem,
  ConnectionProof,
  ConnectionResponse,
  ConnectionWarning,
  ProductResponse,
  ProfileResponse,
  ReadingProgress,
} from './dto/connection.response.js';
import type { ConnectionStatusResponse } from './dto/connection-status.response.js';

export interface ViewContext {
  readonly now: Date;
  readonly maxAttempts: number;
  readonly cooldownSeconds: number;
  /** How many posts a sync reads at most. */
  readonly postDepth: number;
  platform(id: string): PlatformWords;
  consentFacts(platform: string): ConsentFacts;
  mediaUrl(platform: string, url: string | null): string | null;
}

const FRESH_MS = 60 * 60_000;
const BACKGROUND: readonly Cause[] = ['scheduled', 'backfill', 'heal', 'webhook'];

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;
const count = (value: bigint | null): number | null => (value === null ? null : Number(value));

const refreshing = ({ activity, cause }: { activity: Activity; cause: Cause }): boolean =>
  activity === 'running' && BACKGROUND.includes(cause);
const nextTry = ({ activity, nextSyncAt }: { activity: Activity; nextSyncAt: Date | null }): string | null =>
  activity.startsWith('waiting') ? iso(nextSyncAt) : null;

export function toConnection(row: ConnectionRow, context: ViewContext): ConnectionResponse {
  return {
    id: row.id,
    talentId: row.talentId,
    talentName: row.talentName,
    platform: row.platform,
    handle: row.handle,
    url: row.profileUrl ?? row.url,
    method: row.method,
    verification: row.verification,
    status: row.status,
    isRefreshing: refreshing(row),
    nextTryAt: nextTry(row),
    attempt: row.attempt,
    maxAttempts: context.maxAttempts,
    nextSyncAt: iso(row.nextSyncAt),
    createdAt: row.createdAt.toISOString(),
    simulated: row.simulated,
    error: problemOf(row, context),
    warnings: warningsOf(row, context),
    products: productsOf(row),
    profile: row.hasProfile ? profileOf(row, context) : null,
    progress: progressOf(row, context.postDepth),
    lastSyncAt: iso(row.succeededAt),
    stale:
      row.control === 'enabled' &&
      row.succeededAt !== null &&
      context.now.getTime() - row.succeededAt.getTime() > FRESH_MS,
    control: controlOf(row),
    syncAllowedAt: iso(allowedAt(row.askedAt, context)),
    proof: proofOf(row, context),
    verifiedAt: iso(row.verifiedAt),
    handleCurrent: row.handleCurrent,
    consent: consentOf(row, context.consentFacts(row.platform)),
    tier: row.tier,
  };
}

/** When a sync by hand may follow the last one; null where that is now. */
export function allowedAt(
  askedAt: Date | null,
  { now, cooldownSeconds }: Pick<ViewContext, 'now' | 'cooldownSeconds'>,
): Date | null {
  if (askedAt === null) return null;
  const until = new Date(askedAt.getTime() + cooldownSeconds * 1000);
  return until > now ? until : null;
}

export function toStatus(row: StatusRow, postDepth: number): ConnectionStatusResponse {
  return {
    id: row.id,
    status: row.status,
    isRefreshing: refreshing(row),
    code: row.status === 'ERROR' || row.activity.startsWith('waiting') ? row.lastCode : null,
    nextTryAt: nextTry(row),
    lastSyncAt: iso(row.succeededAt),
    followers: count(row.followers),
    progress: progressOf(row, postDepth),
  };
}

/** Only while posts are being read, and once a page of them has been. */
function progressOf(
  { postsActivity, postsSeen, posts }: Pick<StatusRow, 'postsActivity' | 'postsSeen' | 'posts'>,
  postDepth: number,
): ReadingProgress | null {
  if (postsSeen === null || postsActivity === 'idle') return null;
  return { read: postsSeen, of: posts === null ? null : Math.max(postsSeen, Math.min(Number(posts), postDepth)) };
}

function controlOf({ control, controlBy, controlReason, controlAt }: ConnectionRow): ConnectionControl | null {
  if (control === 'enabled') return null;
  const reason = control === 'archived' ? null : controlReason;
  return { state: control, by: controlBy, reason, at: iso(controlAt) };
}

function proofOf(row: ConnectionRow, { now }: ViewContext): ConnectionProof | null {
  if (row.proofCode === null || row.proofRequestedAt === null || row.proofExpiresAt === null) return null;
  return {
    code: row.proofCode,
    state: row.proofExpiresAt > now ? 'open' : 'expired',
    requestedAt: row.proofRequestedAt.toISOString(),
    expiresAt: row.proofExpiresAt.toISOString(),
    checkedAt: iso(row.proofCheckedAt),
  };
}

function problemOf(row: ConnectionRow, context: ViewContext): ConnectionProblem | null {
  if (row.status !== 'ERROR' && row.status !== 'RECONNECT_NEEDED') return null;
  const unsaid = row.status === 'RECONNECT_NEEDED' ? 'AUTH_RECONNECT_REQUIRED' : 'SYNC_INTERNAL';
  const code = row.lastCode ?? row.profileCode ?? unsaid;
  return {
    code,
    ...describeCode(code, context.platform(row.platform)),
    at: (row.lastCodeAt ?? row.createdAt).toISOString(),
  };
}

function warningsOf(row: ConnectionRow, context: ViewContext): ConnectionWarning[] {
  const say = (code: ConnectionCode, until: string | null = null): ConnectionWarning => {
    const { text, action } = describeCode(code, context.platform(row.platform));
    return { code, text: `${text} ${action}`, until };
  };
  const warnings: ConnectionWarning[] = [];
  if (row.outcome === 'not_supported')
    warnings.push({
      code: 'NO_PUBLIC_DATA',
      text: 'There is no public data for this profile. Send the talent a consent link.',
      until: null,
    });
  if (row.lastCode && row.activity.startsWith('waiting'))
    warnings.push(say(row.lastCode, iso(row.blockedUntil ?? row.nextSyncAt)));
  if (row.lastCode && row.strikes > 0 && row.status !== 'ERROR' && !row.activity.startsWith('waiting'))
    warnings.push(say(row.lastCode, iso(row.nextSyncAt)));
  if (row.postsOutcome === 'failed' || row.postsOutcome === 'partial') {
    const reason = row.postsCode ? describeCode(row.postsCode, context.platform(row.platform)).text : '';
    warnings.push({ code: 'PARTIAL_SYNC', text: `Posts could not be read completely. ${reason}`.trim(), until: null });
  }
  return warnings;
}

function productsOf(row: ConnectionRow): ProductResponse[] {
  return [
    {
      product: 'profile',
      outcome: row.outcome,
      activity: row.activity,
      cause: row.cause,
      succeededAt: iso(row.succeededAt),
      code: row.profileCode,
    },
    {
      product: 'posts',
      outcome: row.postsOutcome,
      activity: row.postsActivity,
      cause: row.postsCause,
      succeededAt: iso(row.postsSucceededAt),
      code: row.postsCode,
    },
  ];
}

function profileOf(row: ConnectionRow, context: ViewContext): ProfileResponse {
  return {
    displayName: row.displayName,
    handle: row.handle,
    bio: row.bio,
    url: row.profileUrl ?? row.url,
    avatarUrl: context.mediaUrl(row.platform, row.avatarUrl),
    bannerUrl: context.mediaUrl(row.platform, row.bannerUrl),
    followers: count(row.followers),
    following: count(row.following),
    posts: count(row.posts),
    views: count(row.views),
    verified: row.verified,
    accountType: row.accountType,
    createdAtPlatform: iso(row.createdAtPlatform),
    country: row.country,
    fetchedAt: iso(row.succeededAt),
    source: row.source ?? 'public',
    blanks: row.blanks ?? {},
  };
}
