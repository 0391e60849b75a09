/** What the tests of claiming share: one platform's room, and regular reads that are due. */
import type { Claim, ClaimRoom, ClaimWish } from '../../backend/src/connections/connection-sync.service.js';
import type { Rows } from '../factories/rows.js';
import { someDue } from '../factories/sync-rows.js';
import type { DueGiven } from '../factories/sync-rows.js';

export const aRoom = (given: Partial<ClaimRoom> = {}): ClaimRoom => ({
  platform: 'bluesky',
  most: 10,
  aheadSeconds: 0,
  multiple: 1,
  ...given,
});

/** A wish for one platform. */
export const oneRoom = (given: Partial<ClaimRoom> = {}, heldBack: ClaimWish['heldBack'] = []): ClaimWish => ({
  owner: 'one',
  rooms: [aRoom(given)],
  heldBack,
});

export const idsOf = (claims: readonly Claim[]): string[] => claims.map(({ connectionId }) => connectionId);

/** Regular reads: nobody waits for them. */
export const regular = (rows: Rows, given: Partial<DueGiven> & { count: number }): Promise<string[]> =>
  someDue(rows, { cause: 'scheduled', ...given });
