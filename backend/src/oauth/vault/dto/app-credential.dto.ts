import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import { CONNECTION_CODES } from '../../../core/connection-codes.js';
import type { ConnectionCode } from '../../../core/connection-codes.js';

const CODE = { type: String, nullable: true, enum: Object.keys(CONNECTION_CODES), example: null } as const;

/** Values go in and never come out. */
export class SetAppCredentialBody {
  /** By name; keys that are left out stay as they are, an empty value takes a key away. What is for one purpose is set whole. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, example: { NETWORK_CLIENT_ID: 'a1b2c3' } })
  @IsObject()
  values!: Record<string, string>;
}

export class AppCredentialKey {
  /** @example NETWORK_CLIENT_ID */
  key!: string;
  /** @example Client id of the app */
  comment!: string;
  /** What it is needed for; all keys for one purpose come from one app. */
  @ApiProperty({ enum: ['public', 'consent'], isArray: true, example: ['consent'] })
  for!: ('public' | 'consent')[];
  /** There is no way to read this platform without it. */
  required!: boolean;
  set!: boolean;
}

export class AppCredentialResponse {
  /** @example network */
  platform!: string;
  /** False where the deployment's keys are used, or there are none. */
  own!: boolean;
  keys!: AppCredentialKey[];
  /** To be registered at the platform, letter by letter; null where talents cannot consent. */
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'https://console.example.com/api/v1/oauth/network/callback',
  })
  redirectUri!: string | null;
  /** Permissions that the app asks talents for. @example ["profile.read"] */
  scopes!: string[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  updatedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  checkedAt!: string | null;
  /** What the last check found; null where all was well, or nothing was checked. */
  @ApiProperty(CODE)
  checkCode!: ConnectionCode | null;
}

export class AppCredentialFinding {
  /** Null where this is as it should be. */
  @ApiProperty(CODE)
  code!: ConnectionCode | null;
  /** @example Network accepts the client id and its secret. */
  text!: string;
  /** What to do; null where nothing is. */
  @ApiProperty({ type: String, nullable: true, example: null })
  action!: string | null;
}

export class AppCredentialCheck {
  ok!: boolean;
  @ApiProperty({ type: String, format: 'date-time' })
  checkedAt!: string;
  findings!: AppCredentialFinding[];
}
