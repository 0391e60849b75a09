/** Who takes which syncs, and what becomes of those whose taker was lost. */
import { Injectable } from '@nestjs/common';
import { Config } from '../core/config/config.js';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import { ConnectionClaimRepository } from './connection-claim.repository.js';
import type { ClaimRow, LostRow, RoomAhead, Taker } from './connection-claim.repository.js';
import { isWatched, laneOf, LANES } from './connection-state.js';
import type { Claim, ClaimRoom, ClaimWish, Lease, LostLease } from './lease.js';
import { SyncMoves } from './sync-moves.service.js';

/** A crashed sync is tried again so often before it is set aside. */
const CRASHES_TO_POISON = 3;
const POISON_HEAL_SECONDS = 6 * 3600;
const RECONCILE_BATCH = 200;

@Injectable()
export class SyncClaims {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly rows: ConnectionClaimRepository,
    private readonly moves: SyncMoves,
  ) {}

  async claim(wish: ClaimWish): Promise<Claim[]> {
    if (!wish.rooms.some(({ most }) => most > 0)) return [];
    return this.database.writeAsWorker(async (tx) => {
      await this.rows.walk(tx);
      const taken = await this.take(tx, wish);
      const watched = taken.filter(({ cause }) => isWatched(cause)).map(({ connectionId }) => connectionId);
      if (watched.length > 0) await this.moves.show(tx, watched); // any other changes nothing that is shown
      return taken.map(({ lane, ...claim }) => ({ ...claim, lane: laneOf(lane) }));
    });
  }

  /** A sync that crashed too often is set aside, so that it can't take others with it. `abandoned` runs in the same transaction. */
  reconcile(abandoned: (tx: Tx, lost: readonly LostLease[]) => Promise<void>): Promise<LostLease[]> {
    return this.database.writeAsWorker(async (tx) => {
      await this.rows.walk(tx);
      const lost = await this.rows.lost(tx, RECONCILE_BATCH);
      if (lost.length === 0) return [];
      const leases = lost.map(({ crashCount, ...lease }) => ({ ...lease, poisoned: crashCount >= CRASHES_TO_POISON }));
      await this.expire(tx, leases);
      await abandoned(tx, leases);
      return leases;
    });
  }

  /** Those that a worker gives back unharmed go on as if they had not been taken. They are still leased. */
  release(tx: Tx, leases: readonly Lease[]): Promise<void> {
    return this.moves.release(tx, leases);
  }

  private async take(tx: Tx, { owner, rooms, heldBack }: ClaimWish): Promise<ClaimRow[]> {
    const by: Taker = { owner, seconds: this.config.values.SYNC_LEASE_SECONDS };
    const taken = await this.rows.take(tx, rooms, by, { but: true, ids: heldBack });
    if (heldBack.length > 0)
      taken.push(...(await this.rows.take(tx, left(rooms, taken), by, { but: false, ids: heldBack })));
    const ahead = roomsAhead(rooms, taken);
    if (ahead.length > 0) taken.push(...(await this.rows.takeAhead(tx, ahead, by)));
    return taken;
  }

  private async expire(
    tx: Tx,
    lost: readonly (Omit<LostRow, 'crashCount'> & { readonly poisoned: boolean })[],
  ): Promise<void> {
    const again = lost.filter(({ poisoned }) => !poisoned);
    const parked = lost.filter(({ poisoned }) => poisoned).map(({ connectionId }) => connectionId);
    await this.moves.release(tx, again);
    await this.rows.expire(
      tx,
      lost.map(({ connectionId }) => connectionId),
    );
    if (parked.length === 0) return;
    await this.rows.park(tx, parked, POISON_HEAL_SECONDS);
    await this.moves.show(tx, parked);
  }
}

const inRoom = ({ platform }: ClaimRoom, taken: readonly ClaimRow[]): readonly ClaimRow[] =>
  taken.filter((row) => row.platform === platform);

const isAlone = ({ consented, suspect }: ClaimRow): boolean => consented || suspect;

const left = (rooms: readonly ClaimRoom[], taken: readonly ClaimRow[]): ClaimRoom[] =>
  rooms.map((room) => {
    const own = inRoom(room, taken);
    const { most, alone = most } = room;
    return { ...room, most: most - own.length, alone: alone - own.filter(isAlone).length };
  });

/** How much is missing to full calls, where calls go out at all: what is read together is public, and nobody waits for it. */
function roomsAhead(rooms: readonly ClaimRoom[], taken: readonly ClaimRow[]): RoomAhead[] {
  return left(rooms, taken).flatMap((room) => {
    const together = inRoom(room, taken).filter((row) => row.lane !== LANES.interactive && !isAlone(row)).length;
    const over = together % room.multiple;
    const most = over === 0 ? 0 : Math.min(room.multiple - over, room.most);
    return most > 0 && room.aheadSeconds > 0 ? [{ ...room, most, over }] : [];
  });
}
