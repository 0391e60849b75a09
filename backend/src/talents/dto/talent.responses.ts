/** What the API says of a talent; field by field, nothing else leaves. */
import { ApiProperty } from '@nestjs/swagger';
import { STATUSES_BY_GRAVITY, TALENT_STATUSES } from '../talent.js';
import type { ConnectionStatus, TalentStatus } from '../talent.js';

const MOMENT = '2026-11-22T10:04:00.000Z';

export class TalentOwner {
  @ApiProperty({ format: 'uuid', example: '01938f7a-5c1e-7b3a-9d2f-3f6a1c0b9e55' })
  id: string;

  @ApiProperty({ example: 'Ada Okafor' })
  name: string;
}

export class TalentConnection {
  @ApiProperty({ format: 'uuid', example: '01938f7b-0d1c-7e5f-8a21-9b7c6d5e4f30' })
  id: string;

  @ApiProperty({ description: 'Id of the network, as in /platforms.', example: 'network' })
  platform: string;

  @ApiProperty({ example: 'maya.example.com' })
  handle: string;

  @ApiProperty({ enum: STATUSES_BY_GRAVITY, enumName: 'ConnectionStatus', example: 'READY' })
  status: ConnectionStatus;

  @ApiProperty({ type: String, nullable: true, description: 'Through our proxy.', example: '/api/v1/media/abc' })
  avatarUrl: string | null;
}

class Talent {
  @ApiProperty({ format: 'uuid', example: '01938f7a-9e11-7d42-8c3b-5a4f3e2d1c0b' })
  id: string;

  @ApiProperty({ example: 'Maya Lind' })
  name: string;

  @ApiProperty({ type: [String], example: ['MAYA'] })
  aliases: string[];

  @ApiProperty({ type: String, nullable: true, example: 'maya@example.com' })
  email: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'sv-SE' })
  locale: string | null;

  @ApiProperty({ type: TalentOwner, nullable: true, description: 'The member of staff who looks after this talent.' })
  owner: TalentOwner | null;

  @ApiProperty({ type: [String], example: ['music', 'nordics'] })
  tags: string[];

  @ApiProperty({ type: String, nullable: true, example: 'Prefers calls after noon.' })
  notes: string | null;

  @ApiProperty({ enum: TALENT_STATUSES, example: 'active' })
  status: TalentStatus;

  @ApiProperty({ format: 'date-time', example: MOMENT })
  createdAt: string;

  @ApiProperty({ format: 'date-time', example: MOMENT })
  updatedAt: string;
}

/** With what the talent's connections amount to; archived ones don't count. */
export class TalentListItem extends Talent {
  @ApiProperty({ type: [TalentConnection] })
  connections: TalentConnection[];

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Followers (sum) over accounts; null when none is known.',
    example: 48_210,
  })
  followersSum: number | null;

  @ApiProperty({ description: 'How many accounts are in the sum.', example: 2 })
  followersCounted: number;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'When the oldest number in the sum was read.',
    example: MOMENT,
  })
  followersOldestAt: string | null;

  @ApiProperty({ enum: STATUSES_BY_GRAVITY, enumName: 'ConnectionStatus', nullable: true, example: 'READY' })
  worstStatus: ConnectionStatus | null;

  @ApiProperty({ description: 'How many connections wait for a person to act.', example: 0 })
  attention: number;
}

export class TalentPage {
  @ApiProperty({ type: [TalentListItem] })
  items: TalentListItem[];

  @ApiProperty({ type: String, nullable: true, description: 'Null on the last page.', example: null })
  nextCursor: string | null;
}

export class TalentFacets {
  @ApiProperty({ type: [String], example: ['music', 'nordics'] })
  tags: string[];

  @ApiProperty({ type: [TalentOwner] })
  owners: TalentOwner[];
}
