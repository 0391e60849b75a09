/** What people and other parts of the product wish of a sync: now, not at all, again, sooner. */
import { Injectable } from '@nestjs/common';
import { Config } from '../core/config/config.js';
import type { Tx } from '../core/database/database.service.js';
import { ConnectionScheduleRepository } from './connection-schedule.repository.js';
import type { Cause } from './connection-state.js';
import type { Owned } from './lease.js';
import { SyncMoves } from './sync-moves.service.js';

const SOON_SECONDS = 120;

@Injectable()
export class SyncWishes {
  constructor(
    private readonly config: Config,
    private readonly schedule: ConnectionScheduleRepository,
    private readonly moves: SyncMoves,
  ) {}

  /** Where a sync is under way, it is followed by another; nothing of the one under way changes. */
  async request(tx: Tx, of: Owned, cause: Cause): Promise<void> {
    const waiting = await this.schedule.request(tx, of, cause);
    if (waiting) await this.moves.move(tx, [{ ...of, cause: waiting.first ? 'first' : cause }], 'request');
  }

  async requestByHand(tx: Tx, of: Owned, askedAt: Date): Promise<void> {
    await this.schedule.asked(tx, of, askedAt);
    await this.request(tx, of, 'manual');
  }

  async halt(tx: Tx, of: Owned): Promise<void> {
    await this.schedule.halt(tx, of);
    await this.moves.move(tx, [of], 'halt');
  }

  async rest(tx: Tx, of: Owned): Promise<void> {
    if (await this.schedule.rest(tx, of)) await this.moves.move(tx, [of], 'halt');
  }

  async wake(tx: Tx, of: Owned, atOnce: boolean): Promise<boolean> {
    const intervalSeconds = this.config.values.SYNC_INTERVAL_MINUTES * 60;
    const woken = await this.schedule.wake(tx, of, { intervalSeconds, atOnce });
    if (woken?.leased) await this.moves.show(tx, [of.connectionId]);
    else await this.moves.move(tx, [{ ...of, ...(woken && { cause: woken.cause }) }], woken?.due ? 'request' : 'halt');
    return woken?.due ?? false;
  }

  hasten(tx: Tx, of: Owned): Promise<void> {
    return this.schedule.hasten(tx, of, SOON_SECONDS);
  }
}
