/** Claims what is due, as far as there is room for it here, and puts together what is read together. */
import { Injectable } from '@nestjs/common';
import { ConnectionSyncService } from '../connections/connection-sync.service.js';
import type { Claim } from '../connections/connection-sync.service.js';
import { AccountCalls } from './account-calls.service.js';
import { groupsOf } from './groups.js';
import type { Group } from './groups.js';
import { Pace } from './pace.js';
import { SyncQueue } from './sync-queue.js';
import { SyncRunner } from './sync-runner.service.js';
import { workerName } from './worker-name.js';

/** Room that one platform has no use for is offered to the others so often in a turn. */
const ROUNDS = 4;

@Injectable()
export class Claimer {
  private readonly owner = workerName();
  /** Groups by platform that were handed over and may not have begun yet. */
  private coming = new Map<string, number>();

  constructor(
    private readonly sync: ConnectionSyncService,
    private readonly queue: SyncQueue,
    private readonly runner: SyncRunner,
    private readonly calls: AccountCalls,
    private readonly pace: Pace,
  ) {}

  /** Half of those that others have: slots of a platform with its share may be held by one that does not answer. */
  get halfFree(): boolean {
    const full = this.runner.busyOfFull(this.pace.slotsOfPlatform);
    const others = this.pace.slots - full;
    return others > 0 && (this.runner.busy - full) * 2 <= others;
  }

  /**
   * Hands over as many groups as there are slots for, here or where others wait for work. False where more may be due than
   * there was room for.
   */
  async claim(handOver: (groups: readonly Group[]) => Promise<void>): Promise<boolean> {
    const waiting = await this.queue.waiting().catch(() => 0);
    if (waiting === 0) this.coming = new Map();
    let free = this.pace.slots - this.runner.busy - waiting;
    for (let round = 0; round < ROUNDS && free > 0; round += 1) {
      const rooms = this.pace.rooms(
        free,
        (platform) => this.runner.busyOf(platform) + (this.coming.get(platform) ?? 0),
      );
      if (rooms.length === 0) return false;
      const heldBack = this.runner.crowded(this.pace.shareOfAgency);
      const claims = await this.sync.claim({ owner: this.owner, rooms, heldBack });
      const groups = claims.length === 0 ? [] : await this.together(claims);
      if (groups.length > 0) await handOver(groups);
      for (const { platform } of groups) this.coming.set(platform, (this.coming.get(platform) ?? 0) + 1);
      free -= groups.length;
      if (!this.pace.filled(rooms, claims)) return this.pace.isWhole(rooms);
    }
    return false;
  }

  /**
   * Whom somebody waits for, past whatever fills the slots: the first are begun here at once, others where there is room. Here
   * too an agency that has its share comes after the others: thousands of its own may wait.
   */
  async claimUrgent(hands: {
    readonly begin: (groups: readonly Group[]) => void;
    readonly take: (groups: readonly Group[]) => Promise<void>;
  }): Promise<void> {
    const free = this.pace.slotsOfUrgent - this.runner.busyUrgent;
    const rooms = this.pace.urgentRooms(free, (platform) => this.runner.busyUrgentOf(platform));
    const heldBack = this.runner.crowded(this.pace.shareOfAgency);
    const claims = await this.sync.claim({ owner: this.owner, rooms, heldBack });
    if (claims.length === 0) return;
    const groups = await this.together(claims);
    hands.begin(groups.slice(0, free));
    if (groups.length > free) await hands.take(groups.slice(free));
  }

  /** Claims as they are read: those with the same keys together. */
  async together(claims: readonly Claim[]): Promise<Group[]> {
    const keys = new Map<string, string>();
    for (const { platform, agencyId, consented } of claims) {
      const key = `${platform} ${agencyId}`;
      if (!consented && !keys.has(key)) keys.set(key, await this.calls.credentialOf(platform, agencyId));
    }
    return groupsOf(claims, ({ platform, agencyId }) => ({
      batch: this.pace.batchOf(platform),
      credential: keys.get(`${platform} ${agencyId}`) ?? '',
    }));
  }
}
