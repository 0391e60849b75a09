/** Merging one talent into another. The person lives on in the one that stays, so the trail of both stays readable. */
import { Injectable } from '@nestjs/common';
import { AuditService, diff } from '../audit/audit.service.js';
import { Clock } from '../core/clock.js';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import { conflict, invalid, notFound } from '../core/errors.js';
import type { Caller } from '../core/request-origin.js';
import { mergedTalent } from './merged-talent.js';
import { TALENT_FIELDS } from './talent.js';
import { TalentsRepository } from './talents.repository.js';
import type { StoredTalent } from './talents.repository.js';

interface Pair {
  readonly into: string;
  readonly from: string;
}

@Injectable()
export class TalentMergeService {
  constructor(
    private readonly database: Database,
    private readonly talents: TalentsRepository,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * `moveBelow` takes what hangs on `from` over to `into`, in the same transaction and after both are locked, and answers
   * with the ids of what it moved. Of two merges of the same pair, one finds its talent gone: a 404.
   */
  async merge(caller: Caller, { into, from }: Pair, moveBelow: (tx: Tx) => Promise<string[]>): Promise<string[]> {
    const { agencyId } = caller.principal;
    if (into === from) throw invalid('from', 'A talent cannot be merged with itself. Choose another one.', 'same');
    return this.database.inAgency(agencyId, async (tx) => {
      const { stays, goes } = await this.lockBoth(tx, agencyId, { into, from });
      const after = mergedTalent(stays, goes);
      const moved = await moveBelow(tx);
      await this.talents.update(tx, agencyId, into, after, this.clock.now());
      await this.talents.absorb(tx, agencyId, { into, from });
      await this.record(tx, caller, { stays, goes }, [
        { field: 'mergedFrom', before: null, after: goes.name },
        ...diff(stays, after, TALENT_FIELDS),
        { field: 'connections', before: null, after: moved.length },
      ]);
      return moved;
    });
  }

  /** In the order of their ids, whichever is merged into which: so no two merges wait for each other. */
  private async lockBoth(
    tx: Tx,
    agencyId: string,
    { into, from }: Pair,
  ): Promise<{ stays: StoredTalent; goes: StoredTalent }> {
    const locked = new Map<string, StoredTalent | null>();
    for (const id of [into, from].sort()) locked.set(id, await this.talents.lock(tx, agencyId, id));
    const [stays, goes] = [locked.get(into), locked.get(from)];
    if (!stays || !goes) throw notFound('talent');
    if (stays.status === 'archived')
      throw conflict(`${stays.name} is archived.`, {
        action: 'Take the talent back first, or merge the other way round.',
      });
    return { stays, goes };
  }

  private async record(
    tx: Tx,
    { principal, origin }: Caller,
    { stays, goes }: { stays: StoredTalent; goes: StoredTalent },
    fields: ReturnType<typeof diff>,
  ): Promise<void> {
    const by = { actor: principal, origin };
    const was = diff(null, goes, TALENT_FIELDS).map(({ field, after }) => ({ field, before: after, after: null }));
    await this.audit.record(tx, principal.agencyId, {
      ...by,
      action: 'talent.merged',
      target: { type: 'talent', id: stays.id, name: stays.name },
      fields,
    });
    await this.audit.record(tx, principal.agencyId, {
      ...by,
      action: 'talent.deleted',
      target: { type: 'talent', id: goes.id, name: goes.name },
      fields: [{ field: 'mergedInto', before: null, after: stays.name }, ...was],
    });
  }
}
