/** What a talent sees of their own, by a link or signed in. */
import { ApiProperty } from '@nestjs/swagger';
import type { ConnectionResponse } from '../../../connections/connection-view.service.js';
import type { DataKind } from '../../../platforms/contract/descriptor.js';
import { DATA_KINDS } from '../../../platforms/contract/data-kinds.js';
import { INVITATION_STATES, PURPOSES } from '../../invitations/dto/invitation.responses.js';
import type { InvitationState, Purpose } from '../../invitations/dto/invitation.responses.js';
import { LANGUAGES } from '../../invitations/languages.js';
import type { Language } from '../../invitations/languages.js';

const MOMENT = '2026-11-22T10:04:00.000Z';

const STATUSES = [
  'PENDING',
  'SYNCING',
  'READY',
  'ERROR',
  'RECONNECT_NEEDED',
  'PAUSED',
  'DISCONNECTED',
] as const satisfies readonly ConnectionResponse['status'][];

const MATCHED = ['stable-id', 'handle', 'none'] as const;
export type Matched = (typeof MATCHED)[number];

const PLACE_STATES = ['open', 'connected', 'declined', 'unavailable'] as const;
export type PlaceState = (typeof PLACE_STATES)[number];

const RIGHTS = ['see', 'manage'] as const;
export type Rights = (typeof RIGHTS)[number];

export class PlaceInvitation {
  @ApiProperty({ enum: PURPOSES, example: 'consent' })
  purpose!: Purpose;

  @ApiProperty({ enum: INVITATION_STATES, example: 'opened' })
  state!: InvitationState;

  @ApiProperty({ format: 'date-time', example: MOMENT })
  expiresAt!: string;
}

export class PlaceMail {
  @ApiProperty({ example: true, description: 'Whether this deployment can send mail at all.' })
  configured!: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'm…@example.com',
    description: 'The talent’s address, masked.',
  })
  to!: string | null;
}

export class PlaceIcon {
  /** Path data of an SVG. */
  @ApiProperty({ example: 'M0 0h24v24H0z' })
  path!: string;

  @ApiProperty({ example: '0 0 24 24' })
  viewBox!: string;

  @ApiProperty({ example: '#1185FE' })
  color!: string;

  @ApiProperty({ example: '#4CA2FF' })
  colorDark!: string;
}

export class Removal {
  @ApiProperty({
    example: 'Settings, Apps and websites',
    description: 'Where the talent takes the app off themselves.',
  })
  where!: string;

  @ApiProperty({ example: 'https://network.example.com/settings/apps' })
  url!: string;
}

export class PlaceConnection {
  @ApiProperty({ format: 'uuid', example: '01938f7b-0d1c-7e5f-8a21-9b7c6d5e4f30' })
  id!: string;

  @ApiProperty({ example: 'mia' })
  handle!: string;

  @ApiProperty({ type: String, nullable: true, example: 'Mia Sol' })
  displayName!: string | null;

  @ApiProperty({ type: String, nullable: true, example: '/api/v1/media/abc', description: 'Through our proxy.' })
  avatarUrl!: string | null;

  @ApiProperty({ enum: STATUSES, example: 'READY' })
  status!: ConnectionResponse['status'];

  @ApiProperty({ example: false })
  paused!: boolean;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    example: MOMENT,
    description: 'Since when it is read by consent; null where it is not, or no more.',
  })
  connectedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: MOMENT })
  lastReadAt!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    example: null,
    description: 'When the consent ends by itself, where the platform sets such an end.',
  })
  endsAt!: string | null;

  @ApiProperty({ enum: DATA_KINDS, isArray: true, example: [], description: 'What was asked for and not allowed.' })
  missing!: DataKind[];

  @ApiProperty({
    enum: MATCHED,
    nullable: true,
    example: 'stable-id',
    description: 'By what the account was told to be the expected one.',
  })
  matched!: Matched | null;

  @ApiProperty({ example: false })
  needsReconnect!: boolean;
}

export class PlacePlatform {
  @ApiProperty({ example: 'network' })
  platform!: string;

  @ApiProperty({ example: 'Network' })
  name!: string;

  @ApiProperty({ type: PlaceIcon })
  icon!: PlaceIcon;

  @ApiProperty({
    enum: PLACE_STATES,
    example: 'open',
    description: '`unavailable`: consent cannot be asked for here at present.',
  })
  state!: PlaceState;

  @ApiProperty({ type: String, nullable: true, example: 'mia' })
  expectedHandle!: string | null;

  @ApiProperty({ enum: DATA_KINDS, isArray: true, example: ['profile', 'followers', 'posts'] })
  reads!: DataKind[];

  @ApiProperty({ type: Removal })
  removal!: Removal;

  @ApiProperty({ type: String, nullable: true, example: null, description: 'Why it was declined, or failed last.' })
  code!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  text!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  action!: string | null;

  @ApiProperty({ type: [PlaceConnection] })
  connections!: PlaceConnection[];
}

export class Place {
  @ApiProperty({ example: 'Northlight Talent' })
  agencyName!: string;

  @ApiProperty({ example: 'Mia Sol' })
  talentName!: string;

  @ApiProperty({ enum: LANGUAGES, example: 'en' })
  language!: Language;

  @ApiProperty({
    enum: RIGHTS,
    example: 'see',
    description: '`manage`: may pause, withdraw and download, for 15 minutes after a fresh link, or signed in.',
  })
  rights!: Rights;

  @ApiProperty({ type: PlaceInvitation, nullable: true })
  invitation!: PlaceInvitation | null;

  @ApiProperty({ type: PlaceMail })
  mail!: PlaceMail;

  @ApiProperty({ example: false, description: 'Whether the talent can sign in.' })
  hasAccount!: boolean;

  @ApiProperty({ example: '2026-11', description: 'Which wording of what is agreed to counts now.' })
  textVersion!: string;

  @ApiProperty({ type: [PlacePlatform] })
  platforms!: PlacePlatform[];
}
