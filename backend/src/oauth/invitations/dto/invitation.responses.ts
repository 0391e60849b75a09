import { ApiProperty } from '@nestjs/swagger';
import { LANGUAGES } from '../languages.js';
import type { Language } from '../languages.js';

const MOMENT = '2026-11-22T10:04:00.000Z';

export const INVITATION_STATES = ['sent', 'opened', 'started', 'completed', 'declined', 'expired', 'revoked'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

export const INVITED_STATES = ['open', 'connected', 'declined'] as const;
export type InvitedState = (typeof INVITED_STATES)[number];

export const PURPOSES = ['consent', 'reconnect'] as const;
export type Purpose = (typeof PURPOSES)[number];

export const MAIL_OUTCOMES = ['sent', 'not-asked', 'not-configured', 'no-address', 'failed'] as const;
export type MailOutcome = (typeof MAIL_OUTCOMES)[number];

export class InvitedPlatform {
  @ApiProperty({ example: 'network' })
  platform!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'mia',
    description: 'Null: whichever account the talent picks.',
  })
  expectedHandle!: string | null;

  @ApiProperty({ enum: INVITED_STATES, example: 'open' })
  state!: InvitedState;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  connectionId!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null, description: 'Why it was declined, or failed last.' })
  code!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null, description: 'What the code means, in words.' })
  text!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null, description: 'What to do about it.' })
  action!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  doneAt!: string | null;
}

export class Invitation {
  @ApiProperty({ format: 'uuid', example: '01938f7c-1c2d-7a4b-9f31-0c9d8e7f6a5b' })
  id!: string;

  @ApiProperty({ format: 'uuid', example: '01938f7a-9e11-7d42-8c3b-5a4f3e2d1c0b' })
  talentId!: string;

  @ApiProperty({ enum: PURPOSES, example: 'consent' })
  purpose!: Purpose;

  @ApiProperty({
    enum: INVITATION_STATES,
    example: 'sent',
    description:
      'The first that holds: `revoked`, `completed` (every platform is connected or declined, one at least connected), ' +
      '`declined` (every one was), `expired`, `started` (the talent went to a platform), `opened`, `sent`.',
  })
  state!: InvitationState;

  @ApiProperty({ type: [InvitedPlatform] })
  platforms!: InvitedPlatform[];

  @ApiProperty({ enum: LANGUAGES, example: 'en' })
  language!: Language;

  @ApiProperty({ example: 'Ada Okafor', description: 'Who made it, by name.' })
  createdBy!: string;

  @ApiProperty({ format: 'date-time', example: MOMENT })
  createdAt!: string;

  @ApiProperty({ format: 'date-time', example: '2026-12-06T10:04:00.000Z' })
  expiresAt!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    example: null,
    description: 'When it was mailed last.',
  })
  sentAt!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null, description: 'Where it was mailed to.' })
  sentTo!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  openedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  startedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  completedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  revokedAt!: string | null;
}

export class InvitationList {
  @ApiProperty({ type: [Invitation] })
  items!: Invitation[];
}

export class InvitationMade {
  @ApiProperty({ type: Invitation })
  invitation!: Invitation;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'https://console.example.com/consent#2Jk…',
    description:
      'Shown this once. Without PUBLIC_URL it is a path, to be put behind the console’s address. ' +
      'Null when the answer is repeated for the same Idempotency-Key.',
  })
  link!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Hi Mia, …',
    description: 'Ready to paste, in the invitation’s language, with the link. Null where `link` is.',
  })
  message!: string | null;

  @ApiProperty({ enum: MAIL_OUTCOMES, example: 'not-asked' })
  mail!: MailOutcome;
}
