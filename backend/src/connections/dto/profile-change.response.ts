import { ApiProperty } from '@nestjs/swagger';

export const PROFILE_FIELDS = ['handle', 'displayName', 'bio', 'avatar', 'accountType', 'verified'] as const;
export type ProfileField = (typeof PROFILE_FIELDS)[number];

/** What a read found changed in a profile. */
export class ProfileChangeResponse {
  /** @example "0199aa00-0000-7000-8000-000000000005" */
  id!: string;
  @ApiProperty({ enum: PROFILE_FIELDS, example: 'handle' })
  field!: ProfileField;
  /** Null where nothing was there, or nothing was known. A picture is one of our own addresses. */
  @ApiProperty({ type: String, nullable: true, example: 'mia.example.com' })
  before!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'miasol.example.com' })
  after!: string | null;
  /** When it was noticed. @example "2026-11-22T10:04:00.000Z" */
  at!: string;
}

export class ProfileChangePage {
  items!: ProfileChangeResponse[];
  @ApiProperty({ type: String, nullable: true, example: null })
  nextCursor!: string | null;
}
