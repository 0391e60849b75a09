/** Ends syncs: what follows for each from how it went, written for all of them at once. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import { ConnectionAxesRepository } from './connection-axes.repository.js';
import type { AxesRow } from './connection-axes.repository.js';
import { ConnectionEndingRepository } from './connection-ending.repository.js';
import type { End } from './connection-ending.repository.js';
import { nextActivity } from './connection-state.js';
import type { Auth } from './connection-state.js';
import { LeaseLost } from './lease.js';
import type { Lease } from './lease.js';
import type { Ending } from './subject.js';
import { shown } from './sync-moves.service.js';

export interface Ended {
  readonly lease: Lease;
  readonly ending: Ending;
}

@Injectable()
export class SyncEnds {
  constructor(
    private readonly axes: ConnectionAxesRepository,
    private readonly rows: ConnectionEndingRepository,
  ) {}

  /** The caller holds the fence. Where somebody asked meanwhile, the next sync waits for its turn at once. */
  async end(tx: Tx, ended: readonly Ended[]): Promise<void> {
    if (ended.length === 0) return;
    const found = await this.axes.find(
      tx,
      ended.map(({ lease }) => lease.connectionId),
    );
    const axes = new Map(found.map((row) => [row.connectionId, row]));
    const ends = ended.map((one) => endOf(one, axes.get(one.lease.connectionId)));
    const showing = ends.filter((end) => !looksSame(end, axes.get(end.lease.connectionId)));
    await Promise.all([
      this.rows.products(tx, ends),
      ...(showing.length > 0 ? [this.rows.connections(tx, showing)] : []),
      this.rows.schedule(tx, ends),
    ]);
  }
}

function endOf({ lease, ending }: Ended, axes: AxesRow | undefined): End {
  if (!axes) throw new LeaseLost(lease);
  const activity = nextActivity(axes.activity, ending.event);
  if (!activity) throw new Error(`A sync that is ${axes.activity} cannot ${ending.event}`);
  const now = axes.asked ? ({ activity: 'queued', cause: 'manual' } as const) : { activity, cause: axes.cause };
  const status = shown(axes, { outcome: ending.profile?.outcome ?? axes.outcome, ...now });
  return { lease, ending, ...now, status };
}

/** It was well, and is: nearly all ends are such, and nothing is written of the connection itself. */
function looksSame({ ending, status }: End, axes: AxesRow | undefined): boolean {
  if (!axes || LOST.includes(axes.auth)) return false; // there, more is said than what the sync told
  const nothingToSay = ending.code === null && axes.lastCode === null;
  return nothingToSay && status === axes.status && ending.strikes.count === axes.strikes;
}

const LOST: readonly Auth[] = ['reauth_required', 'revoked'];
