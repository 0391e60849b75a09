import { ApiProperty } from '@nestjs/swagger';
import { PERMISSIONS, ROLES, SCOPES } from '../../core/principal.js';
import type { Permission, Role, Scope } from '../../core/principal.js';

export class MeUser {
  @ApiProperty({ format: 'uuid', example: '01938f7a-5c1e-7b3a-9d2f-3f6a1c0b9e55' })
  id: string;

  @ApiProperty({ example: 'Ada Okafor' })
  name: string;

  @ApiProperty({ format: 'email', example: 'ada@example.com' })
  email: string;
}

export class MeAgency {
  @ApiProperty({ format: 'uuid', example: '01938f7a-4f00-7aa1-8a44-6b1f0a7c2d10' })
  id: string;

  @ApiProperty({ example: 'Northlight Talent' })
  name: string;
}

export class Me {
  @ApiProperty({ enum: ['staff', 'api-key'], example: 'staff' })
  kind: 'staff' | 'api-key';

  @ApiProperty({ type: MeUser, nullable: true, description: 'Null for an API key.' })
  user: MeUser | null;

  @ApiProperty({ enum: ROLES, nullable: true, example: 'manager', description: 'Null for an API key.' })
  role: Role | null;

  @ApiProperty({
    format: 'uuid',
    nullable: true,
    example: null,
    description: 'Whom somebody with the role talent is; null for everybody else.',
  })
  talentId: string | null;

  @ApiProperty({ enum: SCOPES, isArray: true, nullable: true, example: null, description: 'Null for staff.' })
  scopes: Scope[] | null;

  @ApiProperty({ type: MeAgency })
  agency: MeAgency;

  @ApiProperty({ enum: PERMISSIONS, isArray: true, example: ['talent:read', 'talent:write'] })
  permissions: Permission[];

  @ApiProperty({
    example: false,
    description: 'Whether any platform is a simulation: its accounts and numbers are made up.',
  })
  simulated: boolean;

  @ApiProperty({ example: true, description: 'Whether links for talents can be mailed from here.' })
  mails: boolean;
}

export class SessionState {
  @ApiProperty({ example: true })
  signedIn: boolean;

  @ApiProperty({ type: Me, nullable: true, description: 'Null while nobody is signed in.' })
  me: Me | null;
}
