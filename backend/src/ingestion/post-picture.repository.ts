/** Signed addresses of posts' pictures: renewed before they expire, which is no change of the posts. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import { addressToKeep, samePicture } from '../platforms/contract/signed-media.js';
import type { SignedMedia } from '../platforms/contract/signed-media.js';
import type { ReadPost } from './post.repository.js';

interface Picture {
  readonly id: string;
  readonly connectionId: string;
  readonly platformPostId: string;
  readonly thumbnailUrl: string | null;
}

/** How a connection's pictures are told apart; undefined where their addresses are not signed. */
type SignedBy = (connectionId: string) => SignedMedia | undefined;

const keyOf = (connectionId: string, platformPostId: string): string => `${connectionId} ${platformPostId}`;

@Injectable()
export class PostPictureRepository {
  /** The posts as they are to be stored: while a picture is the same, with the address that is stored. */
  async settle(tx: Tx, agencyId: string, rows: readonly ReadPost[], by: SignedBy): Promise<readonly ReadPost[]> {
    const signed = rows.filter(({ facts }) => by(facts.connectionId));
    if (signed.length === 0) return rows;
    const stored = await this.find(tx, agencyId, signed);
    const renewed: Picture[] = [];
    const settled = rows.map((row) => {
      const { connectionId, readAt } = row.facts;
      const media = by(connectionId);
      const before = stored.get(keyOf(connectionId, row.post.platformPostId));
      if (!media || !before) return row;
      const thumbnailUrl = addressToKeep(media, before.thumbnailUrl, row.post.thumbnailUrl, readAt);
      if (thumbnailUrl !== before.thumbnailUrl && samePicture(media, before.thumbnailUrl, thumbnailUrl))
        renewed.push({ ...before, thumbnailUrl });
      return { ...row, post: { ...row.post, thumbnailUrl } };
    });
    await this.renew(tx, agencyId, renewed);
    return settled;
  }

  private async find(tx: Tx, agencyId: string, rows: readonly ReadPost[]): Promise<ReadonlyMap<string, Picture>> {
    const found = await tx.$queryRaw<Picture[]>`
      SELECT p.id, n.connection_id AS "connectionId", n.platform_post_id AS "platformPostId", p.thumbnail_url AS "thumbnailUrl"
      FROM unnest(${rows.map(({ facts }) => facts.connectionId)}::uuid[], ${rows.map(({ post }) => post.platformPostId)}::text[]) AS n(connection_id, platform_post_id)
      CROSS JOIN LATERAL (
        SELECT x.id, x.thumbnail_url FROM social_post x
        WHERE x.agency_id = ${agencyId}::uuid AND x.connection_id = n.connection_id AND x.platform_post_id = n.platform_post_id LIMIT 1
      ) p`;
    return new Map(found.map((row) => [keyOf(row.connectionId, row.platformPostId), row]));
  }

  private async renew(tx: Tx, agencyId: string, renewed: readonly Picture[]): Promise<void> {
    if (renewed.length === 0) return;
    const ids = renewed.map((row) => row.id);
    await tx.$executeRaw`
      UPDATE social_post p SET thumbnail_url = n.thumbnail_url
      FROM unnest(${ids}::uuid[], ${renewed.map((row) => row.thumbnailUrl)}::text[]) AS n(id, thumbnail_url)
      WHERE p.agency_id = ${agencyId}::uuid AND p.id = ANY(${ids}::uuid[]) AND p.id = n.id`;
  }
}
