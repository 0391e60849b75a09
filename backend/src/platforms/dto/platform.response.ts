import { ApiProperty } from '@nestjs/swagger';
import { DATA_KINDS } from '../contract/data-kinds.js';
import type { DataKind } from '../contract/descriptor.js';
import type { BlankReason, PostMetric, ProfileMetric } from '../contract/normalized.js';

export class PlatformMethodResponse {
  /** MANUAL reads public data with the deployment's own credentials; OAUTH needs the talent's consent. */
  method: 'MANUAL' | 'OAUTH';
  available: boolean;
  /** Who can be connected this way. */
  eligibility: string;
}

export class PlatformHandleResponse {
  /** @example name.bsky.social */
  example: string;
  hint: string;
}

export class PlatformIconResponse {
  /** Path data of an SVG. */
  path: string;
  viewBox: string;
  /** @example #1185FE */
  color: string;
  colorDark: string;
}

export class PlatformProductResponse {
  name: 'profile' | 'posts';
  supported: boolean;
}

export class PlatformPersonaResponse {
  /** A handle that begins so behaves so. */
  prefix: string;
  what: string;
}

export class PlatformScopeResponse {
  /** As the platform names it. @example profile.read */
  name: string;
  /** Without it nothing can be read. */
  required: boolean;
  @ApiProperty({ enum: DATA_KINDS, isArray: true, example: ['profile'] })
  reads: DataKind[];
}

export class PlatformRemovalResponse {
  /** @example Settings → Apps and permissions */
  where: string;
  url: string;
}

export class PlatformConsentResponse {
  available: boolean;
  /** An app's keys are there: the agency's own, or the deployment's. */
  configured: boolean;
  /** Keys that are not set, where it is not configured. @example [] */
  missing: string[];
  /** What talents are asked to let us read. */
  @ApiProperty({ enum: DATA_KINDS, isArray: true, example: ['profile', 'posts'] })
  reads: DataKind[];
  scopes: PlatformScopeResponse[];
  /** By what the account that somebody signs in with is told to be the right one. */
  evidence: 'stable-id' | 'handle' | 'none';
  /** Where talents take the app off themselves. */
  removal: PlatformRemovalResponse;
}

export class PlatformResponse {
  /** @example bluesky */
  id: string;
  /** @example Bluesky */
  name: string;
  /** `absent`: known, but the keys in `missing` are not set. */
  mode: 'live' | 'simulated' | 'absent';
  configured: boolean;
  /** Environment keys to set before this platform can be used. */
  missing: string[];
  methods: PlatformMethodResponse[];
  handle: PlatformHandleResponse;
  urlExample: string;
  /** Hosts whose links are recognised as this platform's. */
  profileHosts: string[];
  icon: PlatformIconResponse;
  products: PlatformProductResponse[];
  /** Handles with a behaviour of their own; only while simulated. */
  personas: PlatformPersonaResponse[];
  /** Numbers the platform never gives, and why. */
  @ApiProperty({
    type: 'object',
    properties: {
      profile: { type: 'object', additionalProperties: { type: 'string' } },
      post: { type: 'object', additionalProperties: { type: 'string' } },
    },
    required: ['profile', 'post'],
    example: { profile: { views: 'not_supported' }, post: { saves: 'not_supported' } },
  })
  blanks: { profile: Partial<Record<ProfileMetric, BlankReason>>; post: Partial<Record<PostMetric, BlankReason>> };
  /** Null where talents cannot consent. */
  @ApiProperty({ type: PlatformConsentResponse, nullable: true })
  consent: PlatformConsentResponse | null;
  /** Where the platform sends talents back to, to be registered there letter by letter. */
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'https://console.example.com/api/v1/oauth/network/callback',
  })
  redirectUri: string | null;
  /** Whether there are keys that an agency could bring itself. */
  takesKeys: boolean;
  /** False for networks that are recognised in links but cannot be read yet. */
  supported: boolean;
}

export class PlatformsResponse {
  items: PlatformResponse[];
}
