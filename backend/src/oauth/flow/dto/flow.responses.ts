/** What the talent's page is told of an authorization; nothing of what was granted by it. */
import { ApiProperty } from '@nestjs/swagger';
import type { ConnectionCode } from '../../../core/connection-codes.js';
import { CONNECTION_CODES } from '../../../core/connection-codes.js';
import { DATA_KINDS } from '../../../platforms/contract/data-kinds.js';
import type { DataKind } from '../../../platforms/contract/descriptor.js';

export const FLOW_STATES = ['waiting', 'working', 'ended'] as const;
export type FlowState = (typeof FLOW_STATES)[number];

export const FLOW_OUTCOMES = [
  'connected',
  'choose',
  'declined',
  'wrong-account',
  'conflict',
  'failed',
  'expired',
] as const;
export type FlowOutcome = (typeof FLOW_OUTCOMES)[number];

/** `several`: the sign-in opens more than one · `not-matched`: nothing tells whose it is · `by-handle`: it would take over a profile that was connected by its name alone. */
export const CHOICES = ['several', 'not-matched', 'by-handle'] as const;
export type Choice = (typeof CHOICES)[number];

export class StartedFlow {
  /** Where the page goes next, at the platform. @example "https://network.example/authorize?state=…" */
  authorizationUrl!: string;
  /** @example "0199aa00-0000-7000-8000-000000000009" */
  flowId!: string;
  /** Until when the talent may come back. @example "2026-11-22T10:14:00.000Z" */
  expiresAt!: string;
}

export class FlowAccount {
  /** @example "17841400000000001" */
  id!: string;
  @ApiProperty({ type: String, nullable: true, example: 'mia' })
  handle!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Mia Sol' })
  displayName!: string | null;
  /** Through our proxy; browsers never contact platforms. */
  @ApiProperty({ type: String, nullable: true, example: '/api/v1/media/abc' })
  avatarUrl!: string | null;
  /** @example true */
  usable!: boolean;
  /** Why it cannot be used. */
  @ApiProperty({ type: String, nullable: true, example: null })
  reason!: string | null;
}

export class FlowConnection {
  /** @example "0199aa00-0000-7000-8000-000000000001" */
  id!: string;
  /** @example "mia" */
  handle!: string;
  /** As in GET /connections. @example "PENDING" */
  status!: string;
}

export class Flow {
  /** @example "0199aa00-0000-7000-8000-000000000009" */
  id!: string;
  /** The platform's id, as in GET /platforms. @example "network" */
  platform!: string;
  /** @example "Network" */
  platformName!: string;
  /** `waiting` for the talent to come back · `working` on what they brought · `ended`, with an outcome. */
  @ApiProperty({ enum: FLOW_STATES, example: 'ended' })
  state!: FlowState;
  @ApiProperty({ enum: FLOW_OUTCOMES, nullable: true, example: 'connected' })
  outcome!: FlowOutcome | null;
  @ApiProperty({ enum: Object.keys(CONNECTION_CODES), enumName: 'ConnectionCode', nullable: true, example: null })
  code!: ConnectionCode | null;
  /** What happened, in words for the talent. @example "Network is connected." */
  text!: string;
  /** What to do next. */
  @ApiProperty({ type: String, nullable: true, example: null })
  action!: string | null;
  /** As whom the talent signed in at the platform, where that is known. */
  @ApiProperty({ type: String, nullable: true, example: 'mia' })
  signedInAs!: string | null;
  /** Whom the link is for, where it says so. */
  @ApiProperty({ type: String, nullable: true, example: 'mia' })
  expected!: string | null;
  /** What there is to choose from; empty unless the outcome is `choose`. */
  @ApiProperty({ type: [FlowAccount] })
  accounts!: FlowAccount[];
  @ApiProperty({ enum: CHOICES, nullable: true, example: null })
  why!: Choice | null;
  /** What the talent did not allow to be read, though it was asked for. */
  @ApiProperty({ enum: DATA_KINDS, isArray: true, example: [] })
  missing!: DataKind[];
  @ApiProperty({ type: FlowConnection, nullable: true })
  connection!: FlowConnection | null;
  /** The connection that was to be consented to again: whoever tries once more asks for it once more. */
  @ApiProperty({ type: String, nullable: true, example: null })
  again!: string | null;
  /** Where the page that they came from is. */
  @ApiProperty({ enum: ['/consent', '/my'], example: '/consent' })
  back!: '/consent' | '/my';
}
