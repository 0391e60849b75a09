import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { PageQuery } from '../../core/database/page.js';

export const ACTOR_KINDS = ['staff', 'api-key', 'invitation', 'system', 'anonymous'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

const ACTOR = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|system|anonymous)$/i;
const WORD = /^[a-z][a-z0-9_.-]{0,63}$/;

export class ActivityQuery extends PageQuery {
  @ApiPropertyOptional({
    example: 'system',
    description: 'Id of a staff member or API key, or "system" or "anonymous".',
  })
  @IsOptional()
  @Matches(ACTOR, { message: 'actor must be an id, system or anonymous' })
  actor?: string;

  @ApiPropertyOptional({ example: 'connection.created' })
  @IsOptional()
  @Matches(WORD)
  action?: string;

  @ApiPropertyOptional({ example: 'talent' })
  @IsOptional()
  @Matches(WORD)
  targetType?: string;

  @ApiPropertyOptional({ format: 'uuid', example: '01938f7a-5c1e-7b3a-9d2f-3f6a1c0b9e55' })
  @IsOptional()
  @IsUUID()
  targetId?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    example: '2026-11-01T00:00:00.000Z',
    description: 'From this moment on.',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  @MaxLength(40)
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', example: '2026-12-01T00:00:00.000Z', description: 'Before this moment.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @MaxLength(40)
  to?: string;
}

export class ActivityActor {
  @ApiProperty({ enum: ACTOR_KINDS, example: 'staff' })
  kind: ActorKind;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: '01938f7a-5c1e-7b3a-9d2f-3f6a1c0b9e55' })
  id: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Ada Okafor' })
  name: string | null;
}

export class ActivityTarget {
  @ApiProperty({ example: 'talent' })
  type: string;

  @ApiProperty({ format: 'uuid', example: '01938f81-77aa-7c3e-8f10-2a9be9d40c11' })
  id: string;

  @ApiProperty({ type: String, nullable: true, example: 'Mira Sol', description: 'Null once it was erased.' })
  name: string | null;
}

const VALUE = {
  nullable: true,
  oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'array', items: { type: 'string' } }],
};

export class ActivityChange {
  @ApiProperty({ example: 'status' })
  field: string;

  @ApiProperty({ ...VALUE, example: 'active' })
  before: string | number | boolean | string[] | null;

  @ApiProperty({ ...VALUE, example: 'archived' })
  after: string | number | boolean | string[] | null;
}

export class Activity {
  @ApiProperty({ format: 'uuid', example: '01938f82-0f3c-7d51-9b2a-7c41d0e5f6a3' })
  id: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-22T09:30:00.000Z' })
  at: string;

  @ApiProperty({ type: ActivityActor })
  actor: ActivityActor;

  @ApiProperty({ example: 'talent.updated' })
  action: string;

  @ApiProperty({ type: ActivityTarget, nullable: true })
  target: ActivityTarget | null;

  @ApiProperty({ type: [ActivityChange] })
  changes: ActivityChange[];

  @ApiProperty({ type: String, nullable: true, example: '01938f82-0f3b-7a10-8c6d-b1f2a3c4d5e6' })
  requestId: string | null;

  @ApiProperty({ type: String, nullable: true, example: '203.0.113.7', description: 'Where the call came from.' })
  address: string | null;
}

export class ActivityPage {
  @ApiProperty({ type: [Activity] })
  items: Activity[];

  @ApiProperty({ type: String, nullable: true, example: null, description: 'Null on the last page.' })
  nextCursor: string | null;
}

export class ActivityFacets {
  @ApiProperty({ type: [ActivityActor], description: 'Who did something lately.' })
  actors: ActivityActor[];

  @ApiProperty({
    type: [String],
    example: ['connection.created', 'talent.updated'],
    description: 'What was done lately.',
  })
  actions: string[];
}
