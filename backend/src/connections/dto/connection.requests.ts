import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
} from 'class-validator';
import { PageQuery } from '../../core/database/page.js';
import { SORTS } from '../connection.repository.js';
import type { ConnectionSort } from '../connection.repository.js';
import { STATUSES } from '../connection-state.js';
import type { Status } from '../connection-state.js';
import { TIERS } from '../tier.js';
import type { Tier } from '../tier.js';

const INPUT_MAX = 2048;

export class ResolveRequest {
  /** A profile link or a handle, as it was pasted. @example "@mia.example.com" */
  @IsString()
  @Length(1, INPUT_MAX)
  input!: string;

  /** Needed where a bare handle could belong to several networks. @example "network" */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  platform?: string;
}

export class CreateConnectionRequest {
  /** @example "0199aa00-0000-7000-8000-000000000002" */
  @IsUUID()
  talentId!: string;

  /** A profile link; or give platform and handle. @example "https://example.com/mia" */
  @IsOptional()
  @IsString()
  @Length(1, INPUT_MAX)
  url?: string;

  /** The platform's id, as in GET /platforms. @example "network" */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  platform?: string;

  /** @example "mia.example.com" */
  @IsOptional()
  @IsString()
  @Length(1, INPUT_MAX)
  handle?: string;
}

export class UpdateConnectionRequest {
  /** The handle that the talent should consent with later; null forgets it. */
  @ApiPropertyOptional({ type: String, nullable: true, example: 'mia.example.com' })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  expectedHandle?: string | null;

  /** Who is read first where the platform's limits are too small to read everyone hourly. */
  @ApiPropertyOptional({ enum: TIERS, example: 'priority' })
  @IsOptional()
  @IsIn(TIERS)
  tier?: Tier;
}

export class DeleteConnectionQuery {
  /** `erase` deletes everything below the connection; `keep` archives it with its data. */
  @ApiPropertyOptional({ enum: ['erase', 'keep'], default: 'erase' })
  @IsOptional()
  @IsIn(['erase', 'keep'])
  data: 'erase' | 'keep' = 'erase';
}

export class ListConnectionsQuery extends PageQuery {
  @IsOptional()
  @IsUUID()
  talentId?: string;

  @IsOptional()
  @IsString()
  @Length(1, 40)
  platform?: string;

  @ApiPropertyOptional({ enum: STATUSES })
  @IsOptional()
  @IsIn(STATUSES)
  status?: Status;

  /** Only connections whose profile is older than 60 minutes. */
  @ApiPropertyOptional({ type: Boolean })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  stale?: boolean;

  /** Part of a handle, display name or talent's name. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  q?: string;

  @ApiPropertyOptional({ enum: SORTS, default: '-created' })
  @IsOptional()
  @IsIn(SORTS)
  sort: ConnectionSort = '-created';
}

export class TalentConnectionsQuery extends PageQuery {}

export class StatusQuery {
  /** Up to 100 ids, separated by commas. */
  @ApiProperty({ type: String, example: '0199aa00-0000-7000-8000-000000000001' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value))
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  ids!: string[];
}
