import { ApiProperty } from '@nestjs/swagger';
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
  /** False for networks that are recognised in links but cannot be read yet. */
  supported: boolean;
}

export class PlatformsResponse {
  items: PlatformResponse[];
}
