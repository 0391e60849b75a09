/** How much a worker takes on. */
import { Injectable } from '@nestjs/common';
import type { Claim, ClaimRoom } from '../connections/connection-sync.service.js';
import { Config } from '../core/config/config.js';
import { PlatformRegistry } from '../platforms/platform.registry.js';
import { nextMultiple, roomsOf } from './rooms.js';

@Injectable()
export class Pace {
  private readonly multiples = new Map<string, number>();

  constructor(
    private readonly config: Config,
    private readonly platforms: PlatformRegistry,
  ) {}

  /** Groups that run at a time. */
  get slots(): number {
    return this.config.values.SYNC_CONCURRENCY;
  }

  /** Of these, groups of one platform. */
  get slotsOfPlatform(): number {
    return this.config.values.SYNC_PLATFORM_CONCURRENCY;
  }

  /** Connections of one agency that run at a time while others wait. */
  get shareOfAgency(): number {
    return this.config.values.SYNC_AGENCY_CONCURRENCY;
  }

  /** A third of the lease, so that two renewals may fail before it is lost. */
  get renewMs(): number {
    return (this.config.values.SYNC_LEASE_SECONDS * 1000) / 3;
  }

  batchOf(platform: string): number {
    return this.platforms.find(platform)?.descriptor.profileBatchSize ?? 1;
  }

  /** Room for as much as `free` slots run, beside the groups that `running` says. */
  rooms(free: number, running: (platform: string) => number): ClaimRoom[] {
    const loads = this.platforms.list().map(({ descriptor: { id, profileBatchSize } }) => ({
      platform: id,
      batch: profileBatchSize,
      running: running(id),
      multiple: this.multiples.get(id) ?? profileBatchSize,
    }));
    return roomsOf(loads, free, this.slotsOfPlatform);
  }

  /** What came of a claim; true where some room was filled, and there may be more. */
  learn(rooms: readonly ClaimRoom[], claims: readonly Claim[]): boolean {
    const claimed = Map.groupBy(claims, ({ platform }) => platform);
    const counts = rooms.map((room) => ({ room, count: claimed.get(room.platform)?.length ?? 0 }));
    for (const { room, count } of counts)
      this.multiples.set(room.platform, nextMultiple(room.multiple, this.batchOf(room.platform), count));
    return counts.some(({ room, count }) => count >= room.most);
  }
}
