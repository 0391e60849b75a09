import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsEmail, IsIn, IsString, Matches, MaxLength, MinLength, ValidateIf } from 'class-validator';
import { ROLES } from '../../core/principal.js';
import type { Role } from '../../core/principal.js';
import { ONE_LINE } from './one-line.js';

/** Who signs in as a talent is not staff. */
const STAFF_ROLES = ['owner', 'admin', 'manager', 'viewer'] as const satisfies readonly Role[];
export type StaffRole = (typeof STAFF_ROLES)[number];

const MEMBER_STATUSES = ['invited', 'active', 'disabled'] as const;
export type MemberStatus = (typeof MEMBER_STATUSES)[number];

/** Left out means unchanged; null means nothing here. */
const given = (_: unknown, value: unknown): boolean => value !== undefined;

const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

export class InviteStaffBody {
  @ApiProperty({ example: 'Jo Marsh', minLength: 1, maxLength: 100 })
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  @Matches(ONE_LINE, { message: 'name must be one line of text' })
  name: string;

  @ApiProperty({ format: 'email', example: 'jo@example.com', maxLength: 254 })
  @Transform(trimmed)
  @IsEmail()
  @MaxLength(254)
  email: string;

  @ApiProperty({ enum: STAFF_ROLES, example: 'manager', description: 'Only owners make owners.' })
  @IsIn(STAFF_ROLES)
  role: StaffRole;
}

export class UpdateStaffBody {
  @ApiPropertyOptional({ example: 'Jo Marsh-Lindqvist', minLength: 1, maxLength: 100 })
  @ValidateIf(given)
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  @Matches(ONE_LINE, { message: 'name must be one line of text' })
  name?: string;

  @ApiPropertyOptional({
    enum: STAFF_ROLES,
    example: 'viewer',
    description:
      'Counts at once. Nobody changes their own; only owners make owners, or change what an owner is. Who becomes an owner needs a new link, if one was open.',
  })
  @ValidateIf(given)
  @IsIn(STAFF_ROLES)
  role?: StaffRole;

  @ApiPropertyOptional({
    enum: ['active', 'disabled'],
    example: 'disabled',
    description: 'Disabling ends every session and link of the person at once; API keys they made go on working.',
  })
  @ValidateIf(given)
  @IsIn(['active', 'disabled'])
  status?: 'active' | 'disabled';
}

export class StaffMember {
  @ApiProperty({ format: 'uuid', example: '01938f7a-5c1e-7b3a-9d2f-3f6a1c0b9e55' })
  id: string;

  @ApiProperty({ example: 'Ada Okafor' })
  name: string;

  @ApiProperty({ format: 'email', example: 'ada@example.com' })
  email: string;

  @ApiProperty({ enum: ROLES, example: 'manager' })
  role: Role;

  @ApiProperty({ enum: MEMBER_STATUSES, example: 'active', description: '`invited`: has not set a passphrase yet.' })
  status: MemberStatus;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-22T09:30:00.000Z' })
  lastSignInAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-02T14:05:00.000Z' })
  createdAt: string;

  @ApiProperty({ example: 0, description: 'API keys that this person made and that still work.' })
  apiKeys: number;
}

export class StaffPage {
  @ApiProperty({ type: [StaffMember] })
  items: StaffMember[];

  @ApiProperty({ type: String, nullable: true, example: null, description: 'Null on the last page.' })
  nextCursor: string | null;
}

export class StaffLinkAnswer {
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'https://console.example.com/welcome#2Jk…',
    description:
      'Shown this once; it works once. Without PUBLIC_URL it is a path, to be put behind the console’s address. ' +
      'Null when the answer is repeated for the same Idempotency-Key.',
  })
  link: string | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-29T09:30:00.000Z' })
  expiresAt: string;
}

export class StaffInvitation extends StaffLinkAnswer {
  @ApiProperty({ type: StaffMember })
  member: StaffMember;
}
