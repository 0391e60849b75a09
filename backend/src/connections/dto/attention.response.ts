import { ApiProperty } from '@nestjs/swagger';
import type { RetryClass } from '../../core/connection-codes.js';
import { STATUSES } from '../connection-state.js';
import type { Status } from '../connection-state.js';

/** The one thing a person may do about it: sync again, look at it, resume it, connect another, send the talent a reconnect link; or nothing. */
export const DEEDS = ['retry', 'open', 'resume', 'connect', 'reconnect', 'none'] as const;
export type Deed = (typeof DEEDS)[number];

export class AttentionItem {
  /** @example "0199aa00-0000-7000-8000-000000000001" */
  connectionId!: string;
  /** @example "0199aa00-0000-7000-8000-000000000002" */
  talentId!: string;
  /** @example "Mia Sol" */
  talentName!: string;
  /** @example "network" */
  platform!: string;
  /** @example "mia.example.com" */
  handle!: string;
  @ApiProperty({ type: String, nullable: true, example: '/api/v1/media/abc' })
  avatarUrl!: string | null;
  @ApiProperty({ enum: STATUSES, example: 'ERROR' })
  status!: Status;
  /** When it began. @example "2026-11-22T10:04:00.000Z" */
  since!: string;
  @ApiProperty({ enum: DEEDS, example: 'retry' })
  deed!: Deed;
}

export class AttentionGroup {
  /** A connection code, or CLAIMED, STRIKES, PAUSED_LONG or HEALS_BY_ITSELF. @example "PROFILE_NOT_FOUND" */
  code!: string;
  /** What happened. @example "The network knows no profile with this name." */
  text!: string;
  /** What to do next. @example "Check the handle with the talent, then retry." */
  action!: string;
  /** Who can mend it. */
  @ApiProperty({ enum: ['no', 'user', 'operator', 'auto', 'when-told'], example: 'user' })
  retry!: RetryClass;
  /** Set where all of them are on one platform. */
  @ApiProperty({ type: String, nullable: true, example: 'network' })
  platform!: string | null;
  /** All of them, also those beyond the items. @example 1 */
  count!: number;
  /** Those that have waited longest, at most 20. */
  items!: AttentionItem[];
}

export class AttentionResponse {
  /** @example "2026-11-22T10:04:00.000Z" */
  asOf!: string;
  /** Connections that need a hand; those that heal by themselves are not counted. @example 1 */
  total!: number;
  /** What matters most comes first; what heals by itself is last. */
  groups!: AttentionGroup[];
}
