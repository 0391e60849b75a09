/** Two talents that turn out to be one: talents keep what is written of them, connections move here. */
import { Injectable } from '@nestjs/common';
import { EventBus } from '../core/events.js';
import type { Caller } from '../core/request-origin.js';
import { TalentMergeService } from '../talents/talent-merge.service.js';
import { ConnectionControlRepository } from './connection-control.repository.js';
import { ConnectionsChanged } from './connections.events.js';
import { Departures } from './departures.service.js';

@Injectable()
export class MergeTalentsService {
  constructor(
    private readonly talents: TalentMergeService,
    private readonly controls: ConnectionControlRepository,
    private readonly departures: Departures,
    private readonly events: EventBus,
  ) {}

  /** `from` is gone afterwards. Connections that are archived move, too. */
  async merge(caller: Caller, into: string, from: string): Promise<void> {
    const { agencyId } = caller.principal;
    const moved = await this.talents.merge(caller, { into, from }, async (tx) => {
      await this.departures.runTalents(tx, agencyId, [from]);
      return this.controls.giveAll(tx, agencyId, from, into);
    });
    this.events.publish(new ConnectionsChanged(agencyId, moved));
  }
}
