import { ApiProperty } from '@nestjs/swagger';
import { ROLES } from '../../core/principal.js';
import type { Role } from '../../core/principal.js';

export class StaffMember {
  @ApiProperty({ format: 'uuid', example: '01938f7a-5c1e-7b3a-9d2f-3f6a1c0b9e55' })
  id: string;

  @ApiProperty({ example: 'Ada Okafor' })
  name: string;

  @ApiProperty({ format: 'email', example: 'ada@example.com' })
  email: string;

  @ApiProperty({ enum: ROLES, example: 'manager' })
  role: Role;

  @ApiProperty({ enum: ['active', 'disabled'], example: 'active' })
  status: 'active' | 'disabled';
}

export class StaffPage {
  @ApiProperty({ type: [StaffMember] })
  items: StaffMember[];

  @ApiProperty({ type: String, nullable: true, example: null, description: 'Null on the last page.' })
  nextCursor: string | null;
}
