/** "Download my data": everything that is kept about a talent's own connections, in one file. */
import { ApiProperty } from '@nestjs/swagger';
import { ACCOUNT_TYPES } from '../../../platforms/contract/normalized.js';
import type { AccountType } from '../../../platforms/contract/normalized.js';

const MOMENT = '2026-11-22T10:04:00.000Z';
const SOURCES = ['public', 'consent'] as const;

class Sourced {
  @ApiProperty({ enum: SOURCES, example: 'consent', description: 'Public data, or data read by consent.' })
  source!: (typeof SOURCES)[number];
}

export class TalentDataPerson {
  @ApiProperty({ example: 'Mia Sol' })
  name!: string;

  @ApiProperty({ type: [String], example: ['MIA'] })
  aliases!: string[];

  @ApiProperty({ type: String, nullable: true, example: 'mia@example.com' })
  email!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'en' })
  locale!: string | null;
}

export class TalentDataConsent {
  @ApiProperty({ enum: ['granted', 'withdrawn'], example: 'granted' })
  kind!: 'granted' | 'withdrawn';

  @ApiProperty({ example: 'network' })
  platform!: string;

  @ApiProperty({ format: 'uuid', example: '01938f7b-0d1c-7e5f-8a21-9b7c6d5e4f30' })
  connectionId!: string;

  @ApiProperty({ type: [String], example: ['profile.read'] })
  scopes!: string[];

  @ApiProperty({ example: '2026-11' })
  textVersion!: string;

  @ApiProperty({ example: 'invitation', description: 'Which way it was said.' })
  via!: string;

  @ApiProperty({ format: 'date-time', example: MOMENT })
  at!: string;
}

export class TalentDataProfile extends Sourced {
  @ApiProperty({ type: String, nullable: true, example: 'Mia Sol' })
  displayName!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Singer.' })
  bio!: string | null;

  @ApiProperty({ example: 'https://network.example.com/mia' })
  url!: string;

  @ApiProperty({ type: String, nullable: true, example: null, description: 'At the network.' })
  avatarUrl!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  bannerUrl!: string | null;

  @ApiProperty({ type: Number, nullable: true, example: 12_400 })
  followers!: number | null;

  @ApiProperty({ type: Number, nullable: true, example: 310 })
  following!: number | null;

  @ApiProperty({ type: Number, nullable: true, example: 125 })
  posts!: number | null;

  @ApiProperty({ type: Number, nullable: true, example: null })
  views!: number | null;

  @ApiProperty({ type: Boolean, nullable: true, example: null })
  verified!: boolean | null;

  /** What kind of account it is in the platform's own eyes. */
  @ApiProperty({ enum: ACCOUNT_TYPES, nullable: true, example: 'creator' })
  accountType!: AccountType | null;

  @ApiProperty({ type: String, nullable: true, example: 'PT' })
  country!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  createdAtPlatform!: string | null;

  @ApiProperty({ format: 'date-time', example: MOMENT })
  changedAt!: string;
}

/** What was counted of the account at a moment; null was not told. */
export class TalentDataProfileMetrics extends Sourced {
  @ApiProperty({ format: 'date-time', example: MOMENT })
  at!: string;

  @ApiProperty({ type: Number, nullable: true, example: 12_400 })
  followers!: number | null;

  @ApiProperty({ type: Number, nullable: true, example: 310 })
  following!: number | null;

  @ApiProperty({ type: Number, nullable: true, example: 125 })
  posts!: number | null;

  @ApiProperty({ type: Number, nullable: true, example: null })
  views!: number | null;
}

export class TalentDataFieldChange extends Sourced {
  @ApiProperty({ format: 'date-time', example: MOMENT })
  at!: string;

  @ApiProperty({ example: 'bio' })
  field!: string;

  @ApiProperty({ type: String, nullable: true, example: 'Singer.' })
  before!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Singer. New record out now.' })
  after!: string | null;
}

/** What was counted of a post at a moment; null was not told. */
export class TalentDataPostMetrics extends Sourced {
  @ApiProperty({ format: 'date-time', example: MOMENT })
  at!: string;

  @ApiProperty({ type: Number, nullable: true, example: null })
  views!: number | null;

  @ApiProperty({ type: Number, nullable: true, example: 210 })
  likes!: number | null;

  @ApiProperty({ type: Number, nullable: true, example: 14 })
  comments!: number | null;

  @ApiProperty({ type: Number, nullable: true, example: 3 })
  shares!: number | null;

  @ApiProperty({ type: Number, nullable: true, example: null })
  quotes!: number | null;

  @ApiProperty({ type: Number, nullable: true, example: null })
  saves!: number | null;
}

export class TalentDataPost extends Sourced {
  @ApiProperty({ example: '3kxyz', description: 'Its id at the network.' })
  platformPostId!: string;

  @ApiProperty({ example: 'text' })
  kind!: string;

  @ApiProperty({ example: 'https://network.example.com/mia/3kxyz' })
  url!: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  title!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'New record out now.' })
  text!: string | null;

  @ApiProperty({ format: 'date-time', example: MOMENT })
  publishedAt!: string;

  @ApiProperty({ type: Number, nullable: true, example: null })
  durationSeconds!: number | null;

  @ApiProperty({ type: String, nullable: true, example: 'en' })
  language!: string | null;

  @ApiProperty({ format: 'date-time', example: MOMENT })
  firstSeenAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  deletedAt!: string | null;

  @ApiProperty({ type: [TalentDataPostMetrics], description: 'The oldest first.' })
  metrics!: TalentDataPostMetrics[];
}

export class TalentDataConnection {
  @ApiProperty({ format: 'uuid', example: '01938f7b-0d1c-7e5f-8a21-9b7c6d5e4f30' })
  id!: string;

  @ApiProperty({ example: 'network' })
  platform!: string;

  @ApiProperty({ type: String, nullable: true, example: 'account:1', description: 'Its id at the network.' })
  platformAccountId!: string | null;

  @ApiProperty({ example: 'mia' })
  handle!: string;

  @ApiProperty({ example: 'https://network.example.com/mia' })
  url!: string;

  @ApiProperty({ enum: ['MANUAL', 'OAUTH'], example: 'OAUTH' })
  method!: 'MANUAL' | 'OAUTH';

  @ApiProperty({ example: 'READY' })
  status!: string;

  @ApiProperty({ format: 'date-time', example: MOMENT })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: MOMENT })
  consentAt!: string | null;

  @ApiProperty({ type: [String], example: ['profile.read'], description: 'What is allowed at present.' })
  scopes!: string[];

  @ApiProperty({ type: TalentDataProfile, nullable: true })
  profile!: TalentDataProfile | null;

  @ApiProperty({ type: [TalentDataProfileMetrics], description: 'The oldest first.' })
  metrics!: TalentDataProfileMetrics[];

  @ApiProperty({ type: [TalentDataFieldChange], description: 'What changed in the profile, the oldest first.' })
  changes!: TalentDataFieldChange[];

  @ApiProperty({ type: [TalentDataPost], description: 'The oldest first.' })
  posts!: TalentDataPost[];
}

export class TalentData {
  @ApiProperty({ example: 'rostrum-talent-data/1' })
  format!: string;

  @ApiProperty({ format: 'date-time', example: MOMENT })
  madeAt!: string;

  @ApiProperty({ example: 'Northlight Talent' })
  agencyName!: string;

  @ApiProperty({ type: TalentDataPerson })
  talent!: TalentDataPerson;

  @ApiProperty({ type: [TalentDataConsent], description: 'What was agreed to and taken back, the oldest first.' })
  consents!: TalentDataConsent[];

  @ApiProperty({ type: [TalentDataConnection] })
  connections!: TalentDataConnection[];
}
