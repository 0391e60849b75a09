/** Signed addresses of posts' pictures: renewed before they expire, which is no change of the posts. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { NormalizedPost } from '../platforms/contract/normalized.js';
import { addressToKeep, samePicture } from '../platforms/contract/signed-media.js';
import type { SignedMedia } from '../platforms/contract/signed-media.js';

interface Owned {
  readonly agencyId: string;
  readonly connectionId: string;
}

interface Picture {
  platformPostId: string;
  thumbnailUrl: string | null;
}

@Injectable()
export class PostPictureRepository {
  /** The posts as they are to be stored: while a picture is the same, with the address that is stored. */
  async settle(
    tx: Tx,
    owned: Owned,
    posts: readonly NormalizedPost[],
    signed: SignedMedia | undefined,
    now: Date,
  ): Promise<readonly NormalizedPost[]> {
    if (!signed || posts.length === 0) return posts;
    const stored = await this.find(tx, owned, posts);
    const storedOf = (post: NormalizedPost) => stored.get(post.platformPostId) ?? null;
    const settled = posts.map((post) => ({
      ...post,
      thumbnailUrl: addressToKeep(signed, storedOf(post), post.thumbnailUrl, now),
    }));
    await this.renew(
      tx,
      owned,
      settled.filter(
        (post) =>
          post.thumbnailUrl !== storedOf(post) &&
          stored.has(post.platformPostId) &&
          samePicture(signed, storedOf(post), post.thumbnailUrl),
      ),
    );
    return settled;
  }

  private async find(
    tx: Tx,
    { agencyId, connectionId }: Owned,
    posts: readonly NormalizedPost[],
  ): Promise<Map<string, string | null>> {
    const rows = await tx.$queryRaw<Picture[]>`
      SELECT platform_post_id AS "platformPostId", thumbnail_url AS "thumbnailUrl" FROM social_post
      WHERE agency_id = ${agencyId}::uuid AND connection_id = ${connectionId}::uuid
        AND platform_post_id = ANY(${posts.map((post) => post.platformPostId)}::text[])`;
    return new Map(rows.map((row) => [row.platformPostId, row.thumbnailUrl]));
  }

  private async renew(tx: Tx, { agencyId, connectionId }: Owned, renewed: readonly Picture[]): Promise<void> {
    if (renewed.length === 0) return;
    await tx.$executeRaw`
      UPDATE social_post p SET thumbnail_url = n.thumbnail_url
      FROM unnest(${renewed.map((post) => post.platformPostId)}::text[], ${renewed.map((post) => post.thumbnailUrl)}::text[])
        AS n(platform_post_id, thumbnail_url)
      WHERE p.agency_id = ${agencyId}::uuid AND p.connection_id = ${connectionId}::uuid AND p.platform_post_id = n.platform_post_id`;
  }
}
