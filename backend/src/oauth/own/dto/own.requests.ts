import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';

/** Longer than any token of ours, and short enough to be hashed without a thought. */
const TOKEN_MAX = 100;
const AFTER = ['keep', 'erase'] as const;

export class OpenConsentRequest {
  @ApiProperty({ example: '2JkV…', description: 'What stands behind # in the link.', maxLength: TOKEN_MAX })
  @IsString()
  @MinLength(1)
  @MaxLength(TOKEN_MAX)
  token!: string;
}

export class DeclineRequest {
  /** Which one is not wanted; all that are open where it is left out. */
  @ApiPropertyOptional({ example: 'network' })
  @IsOptional()
  @Matches(/^[a-z][a-z0-9-]{0,39}$/, { message: 'platform must be the id of a network' })
  platform?: string;
}

export class WithdrawRequest {
  @ApiProperty({
    enum: AFTER,
    example: 'keep',
    description:
      '`keep`: what was read so far stays with the agency. `erase`: the connection goes with everything that was read.',
  })
  @IsIn(AFTER)
  data!: (typeof AFTER)[number];
}

export class OwnAccountRequest {
  @ApiProperty({
    example: 'three green lamps at noon',
    format: 'password',
    description: 'At least 8 characters, 15 or more are better; 422 for one that everybody tries first.',
    maxLength: 2000,
  })
  @IsString()
  @MaxLength(2000)
  passphrase!: string;
}
