/** Where the listings of posts stand. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';

export interface ListingPlace {
  readonly agencyId: string;
  readonly connectionId: string;
  readonly checkpoint: string | null;
  readonly seen: number;
}

@Injectable()
export class CheckpointRepository {
  /** Of one agency. A place that is the same is not written again. */
  async save(tx: Tx, places: readonly ListingPlace[]): Promise<void> {
    const agencyId = places[0]?.agencyId;
    if (agencyId === undefined) return;
    await tx.$executeRaw`
      UPDATE connection_product q SET cursor = n.cursor, seen = n.seen
      FROM unnest(${places.map((place) => place.connectionId)}::uuid[], ${places.map((place) => place.checkpoint)}::text[],
        ${places.map((place) => place.seen)}::int[]) AS n(id, cursor, seen)
      WHERE q.agency_id = ${agencyId}::uuid AND q.connection_id = n.id AND q.product = 'posts'
        AND (q.cursor, q.seen) IS DISTINCT FROM (n.cursor, n.seen)`;
  }
}
