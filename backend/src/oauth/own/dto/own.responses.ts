import { ApiProperty } from '@nestjs/swagger';
import { MAIL_OUTCOMES } from '../../invitations/dto/invitation.responses.js';
import type { MailOutcome } from '../../invitations/dto/invitation.responses.js';

const MEMBER_STATUSES = ['invited', 'active', 'disabled'] as const;

export class FreshLink {
  @ApiProperty({ example: 'm…@example.com', description: 'Where it was mailed to, masked.' })
  to!: string;
}

export class TalentMember {
  @ApiProperty({ format: 'uuid', example: '01938f7a-5c1e-7b3a-9d2f-3f6a1c0b9e55' })
  id!: string;

  @ApiProperty({ example: 'Mia Sol' })
  name!: string;

  @ApiProperty({ format: 'email', example: 'mia@example.com' })
  email!: string;

  @ApiProperty({ enum: MEMBER_STATUSES, example: 'invited', description: '`invited`: has not set a passphrase yet.' })
  status!: (typeof MEMBER_STATUSES)[number];
}

export class TalentAccountMade {
  @ApiProperty({ type: TalentMember })
  member!: TalentMember;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'https://console.example.com/welcome#2Jk…',
    description:
      'By it the talent sets a passphrase; shown this once. Without PUBLIC_URL it is a path, to be put behind the ' +
      'console’s address. Null when the answer is repeated for the same Idempotency-Key.',
  })
  link!: string | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-29T09:30:00.000Z' })
  expiresAt!: string;

  @ApiProperty({ enum: MAIL_OUTCOMES, example: 'sent' })
  mail!: MailOutcome;
}
