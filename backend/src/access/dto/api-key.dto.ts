import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { SCOPES } from '../../core/principal.js';
import type { Scope } from '../../core/principal.js';

const KEY_DAYS_MAX = 3650;

export class CreateApiKeyBody {
  @ApiProperty({ example: 'Reporting job', minLength: 1, maxLength: 100 })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name: string;

  @ApiProperty({ enum: SCOPES, isArray: true, example: ['read'], description: 'What the key may do, added up.' })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(SCOPES.length)
  @ArrayUnique()
  @IsIn(SCOPES, { each: true })
  scopes: Scope[];

  @ApiPropertyOptional({
    example: 90,
    minimum: 1,
    maximum: KEY_DAYS_MAX,
    description: 'Without it the key does not expire.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(KEY_DAYS_MAX)
  expiresInDays?: number;
}

export class ApiKeyAuthor {
  @ApiProperty({ format: 'uuid', example: '01938f7a-5c1e-7b3a-9d2f-3f6a1c0b9e55' })
  id: string;

  @ApiProperty({ example: 'Ada Okafor' })
  name: string;

  @ApiProperty({ example: false, description: 'Whether this person can sign in no more. The key goes on working.' })
  disabled: boolean;
}

export class ApiKeyItem {
  @ApiProperty({ format: 'uuid', example: '01938f80-0c11-7e5b-8a3e-52d1f0a9c6b2' })
  id: string;

  @ApiProperty({ example: 'Reporting job' })
  name: string;

  @ApiProperty({ example: 'rk_k3v9t2xq', description: 'The part of the key that is always shown.' })
  prefix: string;

  @ApiProperty({ enum: SCOPES, isArray: true, example: ['read'] })
  scopes: Scope[];

  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-22T09:30:00.000Z' })
  createdAt: string;

  @ApiProperty({ type: ApiKeyAuthor, nullable: true })
  createdBy: ApiKeyAuthor | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null, description: 'Kept to the minute.' })
  lastUsedAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  expiresAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  revokedAt: string | null;
}

export class CreatedApiKey extends ApiKeyItem {
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'rk_k3v9t2xq_…',
    description: 'The whole key, shown this once. Null when the answer is repeated for the same Idempotency-Key.',
  })
  secret: string | null;
}

export class ApiKeyPage {
  @ApiProperty({ type: [ApiKeyItem] })
  items: ApiKeyItem[];

  @ApiProperty({ type: String, nullable: true, example: null, description: 'Null on the last page.' })
  nextCursor: string | null;
}
