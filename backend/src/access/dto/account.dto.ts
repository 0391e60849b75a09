import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';

export class ChangePassphraseBody {
  @ApiProperty({ example: 'three green lamps at noon', format: 'password', maxLength: 1024 })
  @IsString()
  @MinLength(1)
  @MaxLength(1024)
  current: string;

  @ApiProperty({
    example: 'a heron on the third pier',
    format: 'password',
    description: 'At least 8 characters, 15 or more are better; 422 for one that everybody tries first.',
    maxLength: 2000,
  })
  @IsString()
  @MaxLength(2000)
  next: string;
}

export class OwnSession {
  @ApiProperty({ format: 'uuid', example: '01938f7a-5c1e-7b3a-9d2f-3f6a1c0b9e55' })
  id: string;

  @ApiProperty({ example: true, description: 'Whether this very request came with it.' })
  current: boolean;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-22T08:02:00.000Z' })
  createdAt: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    example: '2026-11-22T09:30:00.000Z',
    description: 'Kept to the minute.',
  })
  lastSeenAt: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-22T20:02:00.000Z' })
  expiresAt: string;
}

export class OwnSessions {
  @ApiProperty({ type: [OwnSession] })
  items: OwnSession[];
}
