/** How much a worker takes on. */
import { Injectable } from '@nestjs/common';
import type { Claim, ClaimRoom } from '../connections/connection-sync.service.js';
import { Config } from '../core/config/config.js';
import { PlatformRegistry } from '../platforms/platform.registry.js';
import { roomsOf, urgentRooms } from './rooms.js';
import type { PlatformLoad } from './rooms.js';

/** Beside the regular ones, a slot for so many of them is kept for whom somebody waits for. */
const SLOTS_TO_URGENT = 4;

/** An agency that has either has its share. */
export interface AgencyShare {
  readonly connections: number;
  /** Groups of one platform that are its alone: who is read one by one takes slots, and few connections fill them all. */
  readonly groups: number;
}

@Injectable()
export class Pace {
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

  /** Groups that run at a time beside these, where people wait for them. */
  get slotsOfUrgent(): number {
    return Math.ceil(this.slots / SLOTS_TO_URGENT);
  }

  /** What of one agency runs at a time while others wait. */
  get shareOfAgency(): AgencyShare {
    return { connections: this.config.values.SYNC_AGENCY_CONCURRENCY, groups: Math.ceil(this.slotsOfPlatform / 2) };
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
    return roomsOf(this.loads(running), free, this.slotsOfPlatform);
  }

  /** Room for `free` groups that people wait for, beside those that `running` says. */
  urgentRooms(free: number, running: (platform: string) => number): ClaimRoom[] {
    return urgentRooms(this.loads(running), free, this.slotsOfUrgent);
  }

  private loads(running: (platform: string) => number): PlatformLoad[] {
    return this.platforms.list().map(({ descriptor: { id, profileBatchSize } }) => ({
      platform: id,
      batch: profileBatchSize,
      running: running(id),
    }));
  }

  /** Whether these are of every platform. */
  isWhole(rooms: readonly ClaimRoom[]): boolean {
    return rooms.length === this.platforms.list().length;
  }

  /** Whether some room was filled, so that there may be more. */
  filled(rooms: readonly ClaimRoom[], claims: readonly Claim[]): boolean {
    const claimed = Map.groupBy(claims, ({ platform }) => platform);
    return rooms.some(({ platform, most, alone = most }) => {
      const own = claimed.get(platform) ?? [];
      return own.length >= most || own.filter(isAlone).length >= alone;
    });
  }
}

const isAlone = ({ consented, suspect }: Claim): boolean => consented || suspect;
