/** The latest profile of each connection, and what changed in it. Written only where something did, so that an unchanged read costs nothing. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import { newId } from '../core/database/ids.js';
import { Prisma } from '../generated/prisma/client.js';
import type { NormalizedProfile, ProfileMetric } from '../platforms/contract/normalized.js';
import type { FieldChange, KnownProfile } from './profile-change.js';

export interface ProfileFacts {
  readonly connectionId: string;
  readonly profile: NormalizedProfile;
  readonly source: 'public' | 'consent';
  readonly readAt: Date;
  readonly expiresAt: Date | null;
}

export interface FoundChange extends FieldChange {
  readonly of: ProfileFacts;
}

interface FormerProfile extends KnownProfile {
  readonly connectionId: string;
}

export interface RenewedPictures {
  readonly connectionId: string;
  readonly avatarUrl: string | null;
  readonly bannerUrl: string | null;
}

@Injectable()
export class ProfileRepository {
  /** Of one agency. Answers with what was known before, where that was something and is no longer so. */
  async upsert(tx: Tx, agencyId: string, facts: readonly ProfileFacts[]): Promise<ReadonlyMap<string, KnownProfile>> {
    if (facts.length === 0) return new Map();
    const of = <T>(pick: (fact: ProfileFacts) => T) => facts.map(pick);
    const own = <T>(pick: (profile: NormalizedProfile) => T) => facts.map(({ profile }) => pick(profile));
    const metric = (name: ProfileMetric) => Prisma.sql`${own(({ metrics }) => metrics[name])}::bigint[]`;
    const rows = await tx.$queryRaw<FormerProfile[]>`
      WITH read AS MATERIALIZED (
        SELECT n.*, o.connection_id IS NOT NULL AS known, o.display_name AS old_name, o.bio AS old_bio, o.avatar_url AS old_avatar, o.verified AS old_verified,
          o.account_type AS old_type
        FROM unnest(${of((fact) => fact.connectionId)}::uuid[], ${of((fact) => fact.source)}::text[], ${of((fact) => fact.readAt)}::timestamptz[],
          ${of((fact) => fact.expiresAt)}::timestamptz[], ${own((profile) => profile.displayName)}::text[], ${own((profile) => profile.bio)}::text[],
          ${own((profile) => profile.url)}::text[], ${own((profile) => profile.avatarUrl)}::text[], ${own((profile) => profile.bannerUrl)}::text[],
          ${metric('followers')}, ${metric('following')}, ${metric('posts')}, ${metric('views')}, ${own(({ blanks }) => JSON.stringify(blanks))}::jsonb[],
          ${own((profile) => profile.verified)}::boolean[], ${own((profile) => profile.createdAtPlatform)}::timestamptz[],
          ${own((profile) => profile.country)}::text[], ${own(({ hints }) => JSON.stringify(hints))}::jsonb[], ${own((profile) => profile.accountType)}::text[])
          AS n(connection_id, source, read_at, expires_at, display_name, bio, url, avatar_url, banner_url, followers, following, posts, views, blanks,
            verified, created_at_platform, country, hints, account_type)
        LEFT JOIN social_profile o ON o.agency_id = ${agencyId}::uuid AND o.connection_id = n.connection_id
        WHERE o.connection_id IS NULL
          OR (o.display_name, o.bio, o.url, o.avatar_url, o.banner_url, o.followers, o.following, o.posts, o.views, o.blanks, o.verified, o.country, o.hints, o.source,
            o.account_type)
            IS DISTINCT FROM (n.display_name, n.bio, n.url, n.avatar_url, n.banner_url, n.followers, n.following, n.posts, n.views, n.blanks, n.verified,
              n.country, n.hints, n.source, n.account_type)
      ), written AS (
        INSERT INTO social_profile (connection_id, agency_id, display_name, bio, url, avatar_url, banner_url, followers, following, posts, views,
          blanks, verified, account_type, created_at_platform, country, hints, source, changed_at, expires_at)
        SELECT r.connection_id, ${agencyId}::uuid, r.display_name, r.bio, r.url, r.avatar_url, r.banner_url, r.followers, r.following, r.posts, r.views,
          r.blanks, r.verified, r.account_type, r.created_at_platform, r.country, r.hints, r.source, r.read_at, r.expires_at
        FROM read r
        ON CONFLICT (connection_id) DO UPDATE SET
          display_name = EXCLUDED.display_name, bio = EXCLUDED.bio, url = EXCLUDED.url, avatar_url = EXCLUDED.avatar_url, banner_url = EXCLUDED.banner_url,
          followers = EXCLUDED.followers, following = EXCLUDED.following, posts = EXCLUDED.posts, views = EXCLUDED.views, blanks = EXCLUDED.blanks,
          verified = EXCLUDED.verified, account_type = EXCLUDED.account_type, created_at_platform = EXCLUDED.created_at_platform, country = EXCLUDED.country, hints = EXCLUDED.hints,
          source = EXCLUDED.source, changed_at = EXCLUDED.changed_at, expires_at = EXCLUDED.expires_at
      )
      SELECT r.connection_id AS "connectionId", r.old_name AS "displayName", r.old_bio AS bio, r.old_avatar AS "avatarUrl", r.old_verified AS verified,
        r.old_type AS "accountType"
      FROM read r WHERE r.known`;
    return new Map(rows.map((row) => [row.connectionId, row]));
  }

  /** What was read again may be kept for as long again; written only where less than half of that time is left. */
  async prolong(tx: Tx, agencyId: string, facts: readonly ProfileFacts[]): Promise<void> {
    const limited = facts.filter(({ expiresAt }) => expiresAt !== null);
    if (limited.length === 0) return;
    await tx.$executeRaw`
      UPDATE social_profile f SET expires_at = n.expires_at
      FROM unnest(${limited.map((fact) => fact.connectionId)}::uuid[], ${limited.map((fact) => fact.readAt)}::timestamptz[],
        ${limited.map((fact) => fact.expiresAt)}::timestamptz[]) AS n(id, read_at, expires_at)
      WHERE f.agency_id = ${agencyId}::uuid AND f.connection_id = n.id
        AND coalesce(f.expires_at, '-infinity') < n.read_at + (n.expires_at - n.read_at) / 2`;
  }

  async recordChanges(tx: Tx, agencyId: string, changes: readonly FoundChange[]): Promise<void> {
    if (changes.length === 0) return;
    const of = <T>(pick: (facts: ProfileFacts) => T) => changes.map((change) => pick(change.of));
    await tx.$executeRaw`
      INSERT INTO profile_field_change (id, agency_id, connection_id, field, before, after, at, source, expires_at)
      SELECT n.id, ${agencyId}::uuid, n.connection_id, n.field, n.before, n.after, n.at, n.source, n.expires_at
      FROM unnest(${changes.map(() => newId())}::uuid[], ${of((facts) => facts.connectionId)}::uuid[], ${changes.map(({ field }) => field)}::text[],
        ${changes.map(({ before }) => before)}::text[], ${changes.map(({ after }) => after)}::text[], ${of((facts) => facts.readAt)}::timestamptz[],
        ${of((facts) => facts.source)}::text[], ${of((facts) => facts.expiresAt)}::timestamptz[])
        AS n(id, connection_id, field, before, after, at, source, expires_at)`;
  }

  /** New signatures of the same pictures, which are no change of the profile. */
  async renewPictures(tx: Tx, agencyId: string, renewed: readonly RenewedPictures[]): Promise<void> {
    if (renewed.length === 0) return;
    await tx.$executeRaw`
      UPDATE social_profile f SET avatar_url = n.avatar_url, banner_url = n.banner_url
      FROM unnest(${renewed.map((one) => one.connectionId)}::uuid[], ${renewed.map((one) => one.avatarUrl)}::text[],
        ${renewed.map((one) => one.bannerUrl)}::text[]) AS n(id, avatar_url, banner_url)
      WHERE f.agency_id = ${agencyId}::uuid AND f.connection_id = n.id`;
  }
}
