import { ApiProperty } from '@nestjs/swagger';
import { CONNECTION_CODES } from '../../core/connection-codes.js';
import type { ConnectionCode } from '../../core/connection-codes.js';

export class PlatformCheckResponse {
  ok: boolean;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-22T09:30:00.000Z' })
  checkedAt: string;

  /** Null where keys are missing and nobody was called. */
  @ApiProperty({ type: Number, nullable: true, example: 184 })
  durationMs: number | null;

  /** Null when all is well. */
  @ApiProperty({ type: String, nullable: true, enum: Object.keys(CONNECTION_CODES), example: null })
  code: ConnectionCode | null;

  /** What was found, in words. @example YouTube answers, with the keys that are set. */
  text: string;

  /** What to do next; null when all is well. */
  @ApiProperty({ type: String, nullable: true, example: null })
  action: string | null;
}
