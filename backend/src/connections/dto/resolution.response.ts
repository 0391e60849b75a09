import { ApiProperty } from '@nestjs/swagger';
import { STATUSES } from '../connection-state.js';
import type { Status } from '../connection-state.js';
import { ConnectionWarning } from './connection.response.js';

export class LocatorResponse {
  @ApiProperty({ enum: ['id', 'handle', 'username', 'legacy'] })
  kind!: 'id' | 'handle' | 'username' | 'legacy';
  /** @example "mia.example.com" */
  value!: string;
}

export class Candidate {
  /** @example "network" */
  platform!: string;
  locator!: LocatorResponse;
  /** The platform's own id of the account. @example "did:plc:abc" */
  platformAccountId!: string;
  @ApiProperty({ type: String, nullable: true, example: 'mia.example.com' })
  handle!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Mia Sol' })
  displayName!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '/api/v1/media/abc' })
  avatarUrl!: string | null;
  /** @example "https://example.com/mia" */
  url!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Singer. New record out now.' })
  bio!: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 12400 })
  followers!: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 125 })
  posts!: number | null;
  @ApiProperty({ type: Boolean, nullable: true, example: null })
  verified!: boolean | null;
  /** @example "2026-11-22T10:04:00.000Z" */
  fetchedAt!: string;
  /** @example false */
  simulated!: boolean;
}

export class ExistingConnection {
  /** @example "0199aa00-0000-7000-8000-000000000001" */
  connectionId!: string;
  /** @example "0199aa00-0000-7000-8000-000000000002" */
  talentId!: string;
  /** @example "Mia Sol" */
  talentName!: string;
  @ApiProperty({ enum: STATUSES, example: 'READY' })
  status!: Status;
}

/** Who the pasted text names. Nothing is stored. */
export class Resolution {
  candidate!: Candidate;
  warnings!: ConnectionWarning[];
  /** Set where this account is connected already. */
  @ApiProperty({ type: ExistingConnection, nullable: true })
  existing!: ExistingConnection | null;
}
