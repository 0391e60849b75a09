/** Moving a connection, with all that hangs on it, to the talent to whom it belongs. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import { conflict, notFound } from '../core/errors.js';
import type { Caller } from '../core/request-origin.js';
import { AlertService } from './alert.service.js';
import { ConnectionControlRepository } from './connection-control.repository.js';
import { ConnectionDeeds } from './connection-deeds.service.js';
import type { ConnectionRow } from './connection-row.repository.js';
import { ConnectionTalentRepository } from './connection-talent.repository.js';

@Injectable()
export class TransferService {
  constructor(
    private readonly deeds: ConnectionDeeds,
    private readonly controls: ConnectionControlRepository,
    private readonly talents: ConnectionTalentRepository,
    private readonly alerts: AlertService,
  ) {}

  /** Talents are locked before connections, as whoever erases or merges them does. */
  transfer(caller: Caller, id: string, talentId: string): Promise<ConnectionRow> {
    const { agencyId } = caller.principal;
    let name = '';
    const hold = async (tx: Tx) => {
      name = await this.holdLive(tx, agencyId, talentId);
    };
    const give = async (tx: Tx, row: ConnectionRow) => {
      if (row.talentId === talentId)
        throw conflict(`This profile belongs to ${name} already.`, { action: 'Choose another talent.' });
      if (row.method === 'OAUTH' && row.auth !== 'revoked') throw consented(row.talentName, name);
      await this.controls.give(tx, { agencyId, connectionId: id }, talentId);
      await this.alerts.settled(tx, { agencyId, connectionId: id });
      return { action: 'connection.transferred', fields: [{ field: 'talent', before: row.talentName, after: name }] };
    };
    return this.deeds.perform(caller, id, give, hold);
  }

  private async holdLive(tx: Tx, agencyId: string, talentId: string): Promise<string> {
    const talent = await this.talents.hold(tx, agencyId, talentId);
    if (!talent) throw notFound('talent');
    if (talent.status === 'archived')
      throw conflict(`${talent.name} is archived.`, { action: 'Take the talent back first, or choose another.' });
    return talent.name;
  }
}

/** Consent belongs to whoever gave it. */
const consented = (giver: string, taker: string) =>
  conflict(`${giver} has given consent to read this profile; that cannot be passed on.`, {
    action: `Disconnect it, and ask ${taker} for consent.`,
  });
