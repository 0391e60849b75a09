import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';

/** Longer than any token of ours, and short enough to be hashed without a thought. */
const TOKEN_MAX = 100;

export class OpenStaffLinkBody {
  @ApiProperty({ example: '2JkV…', description: 'What stands behind # in the link.', maxLength: TOKEN_MAX })
  @IsString()
  @MinLength(1)
  @MaxLength(TOKEN_MAX)
  token: string;
}

export class UseStaffLinkBody extends OpenStaffLinkBody {
  @ApiProperty({
    example: 'three green lamps at noon',
    format: 'password',
    description: 'At least 8 characters, 15 or more are better; 422 for one that everybody tries first.',
    maxLength: 2000,
  })
  @IsString()
  @MaxLength(2000)
  passphrase: string;
}

export class StaffLinkFacts {
  @ApiProperty({ enum: ['invite', 'reset'], example: 'invite' })
  purpose: 'invite' | 'reset';

  @ApiProperty({ example: 'Jo Marsh' })
  name: string;

  @ApiProperty({ format: 'email', example: 'jo@example.com' })
  email: string;

  @ApiProperty({ example: 'Northlight Talent' })
  agencyName: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-29T09:30:00.000Z' })
  expiresAt: string;
}
