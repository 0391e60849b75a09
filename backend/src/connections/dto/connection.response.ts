/** What the API says of a connection; field by field, nothing else leaves. */
import type { RetryClass } from '../../core/connection-codes.js';
import type { Activity, Cause, Control, Outcome, Product, Status } from '../connection-state.js';
import { ACTIVITIES, CAUSES, OUTCOMES, PRODUCTS, STATUSES } from '../connection-state.js';
import { CONSENT_STATES } from '../consent-axis.js';
import type { ConsentStanding } from '../consent-axis.js';
import { TIERS } from '../tier.js';
import type { Tier } from '../tier.js';
import { ApiProperty } from '@nestjs/swagger';
import { DATA_KINDS } from '../../platforms/contract/data-kinds.js';
import type { DataKind, IdentityEvidence } from '../../platforms/contract/descriptor.js';
import { ACCOUNT_TYPES } from '../../platforms/contract/normalized.js';
import type { AccountType } from '../../platforms/contract/normalized.js';

export class ConnectionProblem {
  /** @example "PROFILE_NOT_FOUND" */
  code!: string;
  /** What happened. @example "The network knows no profile with this name." */
  text!: string;
  /** What to do next. @example "Check the handle with the talent, then retry." */
  action!: string;
  /** @example "2026-11-22T10:04:00.000Z" */
  at!: string;
  /** Who can mend it. */
  @ApiProperty({ enum: ['no', 'user', 'operator', 'auto', 'when-told'] })
  retry!: RetryClass;
}

export class ConnectionWarning {
  /** @example "RATE_LIMITED" */
  code!: string;
  /** @example "The network asked us to slow down." */
  text!: string;
  /** When it ends by itself, where that is known. @example "2026-11-22T10:05:00.000Z" */
  @ApiProperty({ type: String, nullable: true })
  until!: string | null;
}

export class ProductResponse {
  @ApiProperty({ enum: PRODUCTS })
  product!: Product;
  @ApiProperty({ enum: OUTCOMES })
  outcome!: Outcome;
  @ApiProperty({ enum: ACTIVITIES })
  activity!: Activity;
  @ApiProperty({ enum: CAUSES })
  cause!: Cause;
  /** When this data was last really read. @example "2026-11-22T10:04:00.000Z" */
  @ApiProperty({ type: String, nullable: true })
  succeededAt!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  code!: string | null;
}

export class ProfileResponse {
  @ApiProperty({ type: String, nullable: true, example: 'Mia Sol' })
  displayName!: string | null;
  /** @example "mia.example.com" */
  handle!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Singer. New record out now.' })
  bio!: string | null;
  /** @example "https://example.com/mia" */
  url!: string;
  /** Through our proxy; browsers never contact platforms. */
  @ApiProperty({ type: String, nullable: true, example: '/api/v1/media/abc' })
  avatarUrl!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  bannerUrl!: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 12400 })
  followers!: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 310 })
  following!: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 125 })
  posts!: number | null;
  @ApiProperty({ type: Number, nullable: true, example: null })
  views!: number | null;
  @ApiProperty({ type: Boolean, nullable: true, example: null })
  verified!: boolean | null;
  /** What kind of account it is in the platform's own eyes; null where it does not say. */
  @ApiProperty({ enum: ACCOUNT_TYPES, nullable: true, example: 'creator' })
  accountType!: AccountType | null;
  @ApiProperty({ type: String, nullable: true, example: '2019-03-01T12:00:00.000Z' })
  createdAtPlatform!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'PT' })
  country!: string | null;
  /** When these values were last read; they were true then. @example "2026-11-22T10:04:00.000Z" */
  @ApiProperty({ type: String, nullable: true })
  fetchedAt!: string | null;
  /** Public data, or data the talent consented to share. */
  @ApiProperty({ enum: ['public', 'consent'] })
  source!: 'public' | 'consent';
  /** Why there is no number, by metric. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, example: { views: 'not_supported' } })
  blanks!: Record<string, string>;
}

export class ConnectionControl {
  @ApiProperty({ enum: ['paused', 'suspended', 'archived'] })
  state!: Exclude<Control, 'enabled'>;
  /** Who did it, by name; null where nobody knows any more. */
  @ApiProperty({ type: String, nullable: true, example: 'Ada Okafor' })
  by!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'On tour until May.' })
  reason!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-11-22T10:04:00.000Z' })
  at!: string | null;
}

/** A code that the talent puts into the bio, to show whose profile it is. */
export class ConnectionProof {
  /** @example "rostrum-k7m2x9qp" */
  code!: string;
  /** Expired codes are looked for no more; ask for a new one, or withdraw it. */
  @ApiProperty({ enum: ['open', 'expired'] })
  state!: 'open' | 'expired';
  /** @example "2026-11-22T10:04:00.000Z" */
  requestedAt!: string;
  /** @example "2026-12-06T10:04:00.000Z" */
  expiresAt!: string;
  /** When the bio was last looked at and did not have it. */
  @ApiProperty({ type: String, nullable: true, example: null })
  checkedAt!: string | null;
}

/** How far the posts have been read that are being read right now. */
export class ReadingProgress {
  /** @example 100 */
  read!: number;
  /** How many will be read, where the platform says how many there are. */
  @ApiProperty({ type: Number, nullable: true, example: 200 })
  of!: number | null;
}

/** A permission that was asked for and not given. */
export class MissingScope {
  /** As the platform calls it. @example "insights.read" */
  scope!: string;
  /** What cannot be read without it. */
  @ApiProperty({ enum: DATA_KINDS, isArray: true, example: ['insights'] })
  reads!: DataKind[];
}

/** The talent's consent, by which it is read. */
export class ConnectionConsent {
  /** `expiring`: it ends soon · `reauth_required`: the platform ended it · `revoked`: the talent did. */
  @ApiProperty({ enum: CONSENT_STATES, example: 'active' })
  state!: ConsentStanding;
  /** @example "2026-11-22T10:04:00.000Z" */
  @ApiProperty({ type: String, nullable: true })
  grantedAt!: string | null;
  /** When it ends whatever we do; null where it goes on until somebody ends it. */
  @ApiProperty({ type: String, nullable: true, example: null })
  expiresAt!: string | null;
  /** By what the account was found to be the expected one; `none`: the talent confirmed it. Null where none was expected. */
  @ApiProperty({ enum: ['stable-id', 'handle', 'none'], nullable: true, example: 'handle' })
  matched!: IdentityEvidence | null;
  missing!: MissingScope[];
  /** Without the consent its public data can be read on. @example true */
  publicFallback!: boolean;
}

export class ConnectionResponse {
  /** @example "0199aa00-0000-7000-8000-000000000001" */
  id!: string;
  /** @example "0199aa00-0000-7000-8000-000000000002" */
  talentId!: string;
  /** @example "Mia Sol" */
  talentName!: string;
  /** The platform's id, as in GET /platforms. @example "network" */
  platform!: string;
  /** @example "mia.example.com" */
  handle!: string;
  /** @example "https://example.com/mia" */
  url!: string;
  @ApiProperty({ enum: ['MANUAL', 'OAUTH'] })
  method!: 'MANUAL' | 'OAUTH';
  @ApiProperty({ enum: ['public', 'verified', 'authorised'] })
  verification!: 'public' | 'verified' | 'authorised';
  @ApiProperty({ enum: STATUSES, example: 'READY' })
  status!: Status;
  /** A background refresh is running; the status does not change for it. @example false */
  isRefreshing!: boolean;
  /** When the next automatic try starts, while tries are being made. */
  @ApiProperty({ type: String, nullable: true, example: null })
  nextTryAt!: string | null;
  /** Automatic retries used up in the current sync. @example 0 */
  attempt!: number;
  /** @example 3 */
  maxAttempts!: number;
  @ApiProperty({ type: String, nullable: true, example: '2026-11-22T10:54:00.000Z' })
  nextSyncAt!: string | null;
  /** @example "2026-11-20T09:00:00.000Z" */
  createdAt!: string;
  /** The data comes from a simulator, not from the real network. @example false */
  simulated!: boolean;
  @ApiProperty({ type: ConnectionProblem, nullable: true })
  error!: ConnectionProblem | null;
  warnings!: ConnectionWarning[];
  products!: ProductResponse[];
  @ApiProperty({ type: ProfileResponse, nullable: true })
  profile!: ProfileResponse | null;
  @ApiProperty({ type: ReadingProgress, nullable: true, example: null })
  progress!: ReadingProgress | null;
  /** When the profile was last read. */
  @ApiProperty({ type: String, nullable: true, example: '2026-11-22T10:04:00.000Z' })
  lastSyncAt!: string | null;
  /** The data is older than 60 minutes. @example false */
  stale!: boolean;
  /** Why it is not read, where somebody stopped it; null while it is enabled. */
  @ApiProperty({ type: ConnectionControl, nullable: true, example: null })
  control!: ConnectionControl | null;
  /** When it may be synced by hand again; null where that is now. */
  @ApiProperty({ type: String, nullable: true, example: null })
  syncAllowedAt!: string | null;
  @ApiProperty({ type: ConnectionProof, nullable: true, example: null })
  proof!: ConnectionProof | null;
  /** When the code was found in the bio. It belongs to the account, so it stays when the talent changes. */
  @ApiProperty({ type: String, nullable: true, example: null })
  verifiedAt!: string | null;
  /** False where the handle it went by belongs to another account by now. @example true */
  handleCurrent!: boolean;
  /** Null where it is read without one. */
  @ApiProperty({ type: ConnectionConsent, nullable: true, example: null })
  consent!: ConnectionConsent | null;
  /** Who is read first where the platform's limits are too small to read everyone hourly. */
  @ApiProperty({ enum: TIERS, example: 'standard' })
  tier!: Tier;
}

export class ConnectionPage {
  items!: ConnectionResponse[];
  @ApiProperty({ type: String, nullable: true, example: null })
  nextCursor!: string | null;
}
