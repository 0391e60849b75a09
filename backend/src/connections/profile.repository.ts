/** The latest profile of each connection. Written only where something changed, so that an unchanged read costs nothing. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { NormalizedProfile } from '../platforms/contract/normalized.js';

export interface ProfileFacts {
  readonly agencyId: string;
  readonly connectionId: string;
  readonly profile: NormalizedProfile;
  readonly source: 'public' | 'consent';
  readonly readAt: Date;
  readonly expiresAt: Date | null;
}

@Injectable()
export class ProfileRepository {
  async upsert(tx: Tx, facts: ProfileFacts): Promise<void> {
    const { profile, connectionId } = facts;
    const { followers, following, posts, views } = profile.metrics;
    await tx.$executeRaw`
      INSERT INTO social_profile AS f (connection_id, agency_id, display_name, bio, url, avatar_url, banner_url, followers, following, posts, views,
        blanks, verified, created_at_platform, country, hints, source, changed_at, expires_at)
      VALUES (${connectionId}::uuid, ${facts.agencyId}::uuid, ${profile.displayName}, ${profile.bio}, ${profile.url}, ${profile.avatarUrl}, ${profile.bannerUrl},
        ${followers}::bigint, ${following}::bigint, ${posts}::bigint, ${views}::bigint, ${JSON.stringify(profile.blanks)}::jsonb, ${profile.verified}::boolean,
        ${profile.createdAtPlatform}::timestamptz, ${profile.country}, ${JSON.stringify(profile.hints)}::jsonb, ${facts.source}, ${facts.readAt}::timestamptz,
        ${facts.expiresAt}::timestamptz)
      ON CONFLICT (connection_id) DO UPDATE SET
        display_name = EXCLUDED.display_name, bio = EXCLUDED.bio, url = EXCLUDED.url, avatar_url = EXCLUDED.avatar_url, banner_url = EXCLUDED.banner_url,
        followers = EXCLUDED.followers, following = EXCLUDED.following, posts = EXCLUDED.posts, views = EXCLUDED.views, blanks = EXCLUDED.blanks,
        verified = EXCLUDED.verified, created_at_platform = EXCLUDED.created_at_platform, country = EXCLUDED.country, hints = EXCLUDED.hints,
        source = EXCLUDED.source, changed_at = EXCLUDED.changed_at, expires_at = EXCLUDED.expires_at
      WHERE (f.display_name, f.bio, f.url, f.avatar_url, f.banner_url, f.followers, f.following, f.posts, f.views, f.blanks, f.verified, f.country, f.hints, f.source)
        IS DISTINCT FROM (EXCLUDED.display_name, EXCLUDED.bio, EXCLUDED.url, EXCLUDED.avatar_url, EXCLUDED.banner_url, EXCLUDED.followers, EXCLUDED.following,
          EXCLUDED.posts, EXCLUDED.views, EXCLUDED.blanks, EXCLUDED.verified, EXCLUDED.country, EXCLUDED.hints, EXCLUDED.source)`;
  }
}
