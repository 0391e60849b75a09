import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { LowerCase } from '../../../core/edge/lower-case.js';
import { LANGUAGES } from '../languages.js';
import type { Language } from '../languages.js';

const PLATFORM = /^[a-z][a-z0-9-]{0,39}$/;
const MOST_PLATFORMS = 12;
const MOST_DAYS = 90;

export class InvitedPlatformRequest {
  /** Id of the network, as in /platforms. */
  @ApiProperty({ example: 'network' })
  @Matches(PLATFORM, { message: 'platform must be the id of a network' })
  platform!: string;

  /** Whose account it has to be; without it, the one that is connected there by hand, or any. */
  @ApiPropertyOptional({ type: String, nullable: true, minLength: 1, maxLength: 100, example: '@mia' })
  @IsOptional()
  @Transform(({ value }) => (typeof value === 'string' ? value.trim() : (value as unknown)))
  @IsString()
  @Length(1, 100)
  @Matches(/^[^\p{Cc}]*$/u, { message: 'expectedHandle must be one line of text' })
  expectedHandle?: string | null;
}

export class SendRequest {
  /** Mail the link to the talent, where there is an address and a mail server; `mail` in the answer says what came of it. */
  @ApiPropertyOptional({ default: false, example: false })
  @IsOptional()
  @IsBoolean()
  send?: boolean;
}

export class CreateInvitationRequest extends SendRequest {
  @ApiProperty({ format: 'uuid', example: '01938f7a-9e11-7d42-8c3b-5a4f3e2d1c0b' })
  @LowerCase()
  @IsUUID()
  talentId!: string;

  @ApiProperty({ type: [InvitedPlatformRequest], minItems: 1, maxItems: MOST_PLATFORMS })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_PLATFORMS)
  @ArrayUnique((one: InvitedPlatformRequest | null) => one?.platform, { message: 'each platform may be named once' })
  @ValidateNested({ each: true })
  @Type(() => InvitedPlatformRequest)
  platforms!: InvitedPlatformRequest[];

  /** How long the link is good; INVITATION_DAYS where it is left out. */
  @ApiPropertyOptional({ minimum: 1, maximum: MOST_DAYS, example: 14 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_DAYS)
  days?: number;

  /** What the talent reads; the talent’s own language where it is left out, and English where that is none of these. */
  @ApiPropertyOptional({ enum: LANGUAGES, example: 'en' })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language;
}

export class InvitationsQuery {
  @ApiProperty({ format: 'uuid' })
  @LowerCase()
  @IsUUID()
  talentId!: string;
}
