/** Stopping and starting a connection by hand, and taking back a disconnect that kept its data. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { isUniqueViolation } from '../core/database/database-errors.js';
import type { Tx } from '../core/database/database.service.js';
import { conflict, notFound } from '../core/errors.js';
import { actorId } from '../core/principal.js';
import type { Caller } from '../core/request-origin.js';
import { ConnectionControlRepository } from './connection-control.repository.js';
import type { Auth } from './connection-state.js';
import { isWithdrawn } from './consent-answer.js';
import { ConnectionDeeds } from './connection-deeds.service.js';
import type { Deed } from './connection-deeds.service.js';
import { ConnectionSyncService } from './connection-sync.service.js';
import type { ConnectionRow } from './connection-row.repository.js';
import { Departures } from './departures.service.js';
import { ConnectionHolders } from './holders.service.js';
import type { Owned } from './lease.js';

@Injectable()
export class ControlService {
  constructor(
    private readonly deeds: ConnectionDeeds,
    private readonly controls: ConnectionControlRepository,
    private readonly sync: ConnectionSyncService,
    private readonly departures: Departures,
    private readonly holders: ConnectionHolders,
    private readonly clock: Clock,
  ) {}

  /** A sync that runs writes nothing more. Pausing what is paused changes nothing. 404 unless it is `whose`. */
  pause(caller: Caller, id: string, reason: string | null, whose?: string): Promise<ConnectionRow> {
    const { principal } = caller;
    const of = { agencyId: principal.agencyId, connectionId: id };
    return this.deeds.perform(caller, id, async (tx, { control, talentId }) => {
      assertOf(talentId, whose);
      if (control === 'archived') throw disconnected('pause');
      if (control === 'paused') return null;
      const stop = { control: 'paused', by: actorId(principal), reason, at: this.clock.now() } as const;
      await this.controls.stop(tx, of, stop);
      await this.sync.halt(tx, of);
      const why = reason === null ? [] : [{ field: 'reason', before: null, after: reason }];
      return { action: 'connection.paused', fields: [{ field: 'control', before: control, after: 'paused' }, ...why] };
    });
  }

  /** Resuming what nobody paused changes nothing. What was suspended before the pause is so again. 404 unless it is `whose`. */
  resume(caller: Caller, id: string, whose?: string): Promise<ConnectionRow> {
    const of = { agencyId: caller.principal.agencyId, connectionId: id };
    return this.deeds.perform(caller, id, async (tx, row) => {
      const { control, talentId } = row;
      assertOf(talentId, whose);
      if (control === 'archived') throw disconnected('resume');
      if (control === 'suspended')
        throw conflict('This connection is set aside, not paused.', {
          action: 'See on its page what has to be mended.',
        });
      return control === 'paused' ? this.undo(tx, of, 'connection.resumed', row) : null;
    });
  }

  /** Disconnects and keeps the data; the handle is free for others. Archiving what is archived changes nothing. */
  archive(caller: Caller, id: string): Promise<ConnectionRow> {
    const { principal } = caller;
    const of = { agencyId: principal.agencyId, connectionId: id };
    return this.deeds.perform(caller, id, async (tx, row) => {
      if (row.control === 'archived') return null;
      const stop = { control: 'archived', by: actorId(principal), reason: null, at: this.clock.now() } as const;
      await this.controls.stop(tx, of, stop);
      await this.departures.archive(tx, of.agencyId, row);
      await this.sync.halt(tx, of);
      return { action: 'connection.disconnected' };
    });
  }

  /** Back to what it was before the disconnect. Restoring what is not disconnected changes nothing. */
  async restore(caller: Caller, id: string): Promise<ConnectionRow> {
    const of = { agencyId: caller.principal.agencyId, connectionId: id };
    try {
      return await this.deeds.perform(caller, id, async (tx, row) =>
        row.control === 'archived' ? this.undo(tx, of, 'connection.restored', row) : null,
      );
    } catch (error) {
      if (isUniqueViolation(error)) throw await this.holders.duplicate(of);
      throw error;
    }
  }

  /**
   * What is enabled again is due: at once after a disconnect, or to see whether consent that was given anew is good; after a
   * pause otherwise where its data is old. What its talent took consent back for is not.
   */
  private async undo(tx: Tx, of: Owned, action: string, row: ConnectionRow): Promise<Deed> {
    const control = await this.controls.undo(tx, of);
    const fields = [{ field: 'control', before: row.control, after: control }];
    if (control === 'enabled' && !isWithdrawn(row))
      return {
        action,
        fields,
        due: await this.sync.wake(tx, of, row.control === 'archived' || UNPROVED.has(row.auth)),
      };
    await this.sync.halt(tx, of);
    return { action, fields };
  }
}

/** Consent may have been given anew during the pause: only a read shows that it is good. */
const UNPROVED: ReadonlySet<Auth> = new Set(['reauth_required', 'revoked']);

/** A connection may have been moved while its talent reached for it. */
function assertOf(talentId: string, whose: string | undefined): void {
  if (whose !== undefined && whose !== talentId) throw notFound('connection');
}

const disconnected = (deed: string) =>
  conflict('This profile is disconnected.', { action: `Connect it again, or restore it, to ${deed} it.` });
