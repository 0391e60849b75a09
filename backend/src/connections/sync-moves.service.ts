/** Moves connections along the table of transitions, and shows what follows from it. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import { ConnectionAxesRepository } from './connection-axes.repository.js';
import type { AxesRow, Moved } from './connection-axes.repository.js';
import { nextActivity, statusOf } from './connection-state.js';
import type { Axes, Cause, Status, SyncEvent } from './connection-state.js';

export interface Move {
  readonly connectionId: string;
  readonly cause?: Cause;
}

@Injectable()
export class SyncMoves {
  constructor(private readonly rows: ConnectionAxesRepository) {}

  /** What the table refuses stays as it is. The caller has locked the connections. */
  async move(tx: Tx, moves: readonly Move[], event: SyncEvent): Promise<void> {
    if (moves.length === 0) return;
    const causes = new Map(moves.map(({ connectionId, cause }) => [connectionId, cause]));
    const moved = (await this.rows.find(tx, [...causes.keys()])).flatMap((row): Moved[] => {
      const activity = nextActivity(row.activity, event);
      const cause = causes.get(row.connectionId) ?? row.cause;
      return activity
        ? [{ connectionId: row.connectionId, activity, cause, status: shown(row, { activity, cause }) }]
        : [];
    });
    if (moved.length === 0) return;
    await Promise.all([this.rows.setActivity(tx, moved), this.rows.setStatus(tx, moved)]);
  }

  /** Leases that end without an end: due at once for anybody, and for a person where one asked meanwhile. They are still leased. */
  async release(tx: Tx, leased: readonly Move[]): Promise<void> {
    if (leased.length === 0) return;
    const rows = await this.rows.find(
      tx,
      leased.map(({ connectionId }) => connectionId),
    );
    await this.move(
      tx,
      rows.map(({ connectionId, cause, asked }) => ({
        connectionId,
        cause: asked && cause !== 'first' ? 'manual' : cause,
      })),
      'release',
    );
  }

  /** Shows what the rows say by now. The caller has locked the connections. */
  async show(tx: Tx, connectionIds: readonly string[]): Promise<void> {
    const rows = await this.rows.find(tx, connectionIds);
    await this.rows.setStatus(
      tx,
      rows.map((row) => ({ connectionId: row.connectionId, status: shown(row) })),
    );
  }
}

/** The status of these axes, where some of the profile's differ. */
export function shown(
  { control, auth, outcome, activity, cause }: AxesRow,
  profile: Partial<Axes['profile']> = {},
): Status {
  return statusOf({ control, auth, profile: { outcome, activity, cause, ...profile } });
}
