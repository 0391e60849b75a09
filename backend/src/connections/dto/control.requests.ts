import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
} from 'class-validator';
import { LowerCase } from '../../core/edge/lower-case.js';

const ID = '0199aa00-0000-7000-8000-000000000002';
const BULK_MAX = 100;

export const BULK_ACTIONS = ['sync', 'pause', 'resume'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

export class PauseRequest {
  /** Shown to colleagues beside the pause. */
  @ApiPropertyOptional({ type: String, nullable: true, minLength: 1, maxLength: 300, example: 'On tour until May.' })
  @IsOptional()
  @Transform(({ value }) => (typeof value === 'string' ? value.trim() : (value as unknown)))
  @IsString()
  @Length(1, 300)
  @Matches(/^[^\p{Cc}]*$/u, { message: 'reason must be one line of text' })
  reason?: string | null;
}

export class TransferRequest {
  /** Whose the connection is from now on. */
  @ApiProperty({ format: 'uuid', example: ID })
  @LowerCase()
  @IsUUID()
  talentId!: string;
}

export class MergeTalentsRequest {
  /** The talent that goes: all it has moves to the one in the address. */
  @ApiProperty({ format: 'uuid', example: ID })
  @LowerCase()
  @IsUUID()
  from!: string;
}

export class BulkConnectionsRequest {
  @ApiProperty({ enum: BULK_ACTIONS, example: 'sync' })
  @IsIn(BULK_ACTIONS)
  action!: BulkAction;

  /** Connections; give these, or talents. */
  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: BULK_MAX, example: [ID] })
  @IsOptional()
  @LowerCase()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(BULK_MAX)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  ids?: string[];

  /** Talents, for all of their connections that the action is for. */
  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: BULK_MAX })
  @IsOptional()
  @LowerCase()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(BULK_MAX)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  talentIds?: string[];
}
