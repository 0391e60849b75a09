/** The latest profile of each connection, and what changed in it. Written only where something did, so that an unchanged read costs nothing. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import { newId } from '../core/database/ids.js';
import type { NormalizedProfile } from '../platforms/contract/normalized.js';
import type { FieldChange, KnownProfile } from './profile-change.js';

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
  /** Answers with what was known before, where that was something and is no longer so. */
  async upsert(tx: Tx, facts: ProfileFacts): Promise<KnownProfile | null> {
    const { profile, connectionId } = facts;
    const { followers, following, posts, views } = profile.metrics;
    const [before] = await tx.$queryRaw<KnownProfile[]>`
      WITH known AS MATERIALIZED (
        SELECT display_name AS "displayName", bio, avatar_url AS "avatarUrl", verified FROM social_profile
        WHERE agency_id = ${facts.agencyId}::uuid AND connection_id = ${connectionId}::uuid
      ), written AS (
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
          EXCLUDED.posts, EXCLUDED.views, EXCLUDED.blanks, EXCLUDED.verified, EXCLUDED.country, EXCLUDED.hints, EXCLUDED.source)
      RETURNING 1)
      SELECT known.* FROM known, written`;
    return before ?? null;
  }

  async recordChanges(
    tx: Tx,
    { agencyId, connectionId, readAt, source, expiresAt }: ProfileFacts,
    changes: readonly FieldChange[],
  ): Promise<void> {
    if (changes.length === 0) return;
    await tx.$executeRaw`
      INSERT INTO profile_field_change (id, agency_id, connection_id, field, before, after, at, source, expires_at)
      SELECT n.id, ${agencyId}::uuid, ${connectionId}::uuid, n.field, n.before, n.after, ${readAt}::timestamptz, ${source}, ${expiresAt}::timestamptz
      FROM unnest(${changes.map(() => newId())}::uuid[], ${changes.map(({ field }) => field)}::text[],
        ${changes.map(({ before }) => before)}::text[], ${changes.map(({ after }) => after)}::text[]) AS n(id, field, before, after)`;
  }
}
