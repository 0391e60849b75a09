import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '../../core/database/page.js';

export class ListAlertsQuery extends PageQuery {
  /** Only those that are open, or only those that are closed. */
  @ApiPropertyOptional({ type: Boolean })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  open?: boolean;

  /** Only those of this connection. */
  @IsOptional()
  @IsUUID()
  connectionId?: string;
}

/**
 * Something a person should look at. It closes by itself once the connection is read well again; that another talent signed in
 * to its account, once it is known whose it is.
 */
export class AlertResponse {
  /** @example "0199aa00-0000-7000-8000-000000000006" */
  id!: string;
  /** @example "PROFILE_HANDLE_REASSIGNED" */
  code!: string;
  /** What happened. @example "This handle now belongs to another account." */
  text!: string;
  /** What to do next. @example "Check which account is the talent’s and connect that one." */
  action!: string;
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
  /** What the alert is about, by name: the handle that was lost. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, example: { handle: 'mia.example.com' } })
  facts!: Record<string, string>;
  /** @example "2026-11-22T10:04:00.000Z" */
  raisedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  closedAt!: string | null;
  /** Who closed it; null where it closed by itself, or is open. */
  @ApiProperty({ type: String, nullable: true, example: null })
  closedBy!: string | null;
}

export class AlertPage {
  items!: AlertResponse[];
  @ApiProperty({ type: String, nullable: true, example: null })
  nextCursor!: string | null;
}
