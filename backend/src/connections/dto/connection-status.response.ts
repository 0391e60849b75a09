/** The little that a poll needs. */
import { ApiProperty } from '@nestjs/swagger';
import type { Status } from '../connection-state.js';
import { STATUSES } from '../connection-state.js';
import { ReadingProgress } from './connection.response.js';

export class ConnectionStatusResponse {
  /** @example "0199aa00-0000-7000-8000-000000000001" */
  id!: string;
  @ApiProperty({ enum: STATUSES, example: 'READY' })
  status!: Status;
  /** @example false */
  isRefreshing!: boolean;
  @ApiProperty({ type: String, nullable: true, example: null })
  code!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null })
  nextTryAt!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-11-22T10:04:00.000Z' })
  lastSyncAt!: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 12400 })
  followers!: number | null;
  @ApiProperty({ type: ReadingProgress, nullable: true, example: null })
  progress!: ReadingProgress | null;
}

export class ConnectionStatusList {
  items!: ConnectionStatusResponse[];
}
