import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsEmail, IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, ValidateIf } from 'class-validator';
import { PageQuery } from '../../core/database/page.js';
import { STATUSES_BY_GRAVITY, TALENT_SORTS, TALENT_STATUSES } from '../talent.js';
import type { ConnectionStatus, TalentSort, TalentStatus } from '../talent.js';
import { Line, Lines } from './text-fields.js';

const LOCALE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;
const PLATFORM = /^[a-z][a-z0-9-]{0,39}$/;
const given = (_: unknown, value: unknown): boolean => value !== undefined;

export class CreateTalentBody {
  @ApiProperty({ minLength: 1, maxLength: 200, example: 'Maya Lind' })
  @Line(200)
  name: string;

  @ApiPropertyOptional({
    type: [String],
    maxItems: 20,
    example: ['MAYA'],
    description: 'Other names, up to 200 characters each.',
  })
  @ValidateIf(given)
  @Lines(20, 200)
  aliases?: string[];

  @ApiPropertyOptional({ type: String, nullable: true, format: 'email', maxLength: 254, example: 'maya@example.com' })
  @IsOptional()
  @Transform(({ value }) => (typeof value === 'string' ? value.trim() : (value as unknown)))
  @IsEmail()
  @MaxLength(254)
  email?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'sv-SE', description: 'Language tag (BCP 47).' })
  @IsOptional()
  @Matches(LOCALE, { message: 'locale must be a language tag such as sv-SE' })
  locale?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    format: 'uuid',
    example: '01938f7a-5c1e-7b3a-9d2f-3f6a1c0b9e55',
    description: 'The member of staff who looks after this talent.',
  })
  @IsOptional()
  @IsUUID()
  ownerId?: string | null;

  @ApiPropertyOptional({
    type: [String],
    maxItems: 30,
    example: ['music', 'nordics'],
    description: 'Up to 60 characters each.',
  })
  @ValidateIf(given)
  @Lines(30, 60)
  tags?: string[];

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 10_000, example: 'Prefers calls after noon.' })
  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  notes?: string | null;
}

/** Only what is sent changes; null takes a value away. */
export class UpdateTalentBody extends PartialType(CreateTalentBody, { skipNullProperties: false }) {
  @ApiPropertyOptional({
    enum: TALENT_STATUSES,
    example: 'active',
    description: '`archived` puts the talent aside; nothing is deleted.',
  })
  @ValidateIf(given)
  @IsIn(TALENT_STATUSES)
  status?: TalentStatus;
}

export class TalentListQuery extends PageQuery {
  @ApiPropertyOptional({ maxLength: 200, example: 'maya', description: 'Part of a name, alias, e-mail or handle.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;

  @ApiPropertyOptional({ enum: TALENT_STATUSES, description: 'Without it, all but the archived ones.' })
  @IsOptional()
  @IsIn(TALENT_STATUSES)
  status?: TalentStatus;

  @ApiPropertyOptional({ description: 'Id of a network on which the talent has a connection.' })
  @IsOptional()
  @Matches(PLATFORM, { message: 'platform must be the id of a network' })
  platform?: string;

  @ApiPropertyOptional({ enum: STATUSES_BY_GRAVITY, description: 'Some profile of the talent shows this status.' })
  @IsOptional()
  @IsIn(STATUSES_BY_GRAVITY)
  connectionStatus?: ConnectionStatus;

  @ApiPropertyOptional({ maxLength: 60, example: 'music' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  tag?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  ownerId?: string;

  @ApiPropertyOptional({ enum: TALENT_SORTS, default: 'name' })
  @IsOptional()
  @IsIn(TALENT_SORTS)
  sort: TalentSort = 'name';
}
