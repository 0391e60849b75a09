/** Writing talents. Every change is recorded in its own transaction. */
import { Injectable } from '@nestjs/common';
import { ErasureService } from '../access/erasure.service.js';
import { AuditService, diff } from '../audit/audit.service.js';
import { Clock } from '../core/clock.js';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import { newId } from '../core/database/ids.js';
import { invalid, notFound } from '../core/errors.js';
import type { Caller } from '../core/request-origin.js';
import type { Change } from './bulk-change.js';
import { TALENT_FIELDS } from './talent.js';
import type { TalentFields } from './talent.js';
import { TalentsRepository } from './talents.repository.js';

const BLANK: Omit<TalentFields, 'name'> = {
  aliases: [],
  email: null,
  locale: null,
  ownerId: null,
  tags: [],
  notes: null,
  status: 'active',
};

@Injectable()
export class TalentsService {
  constructor(
    private readonly database: Database,
    private readonly talents: TalentsRepository,
    private readonly audit: AuditService,
    private readonly erasure: ErasureService,
    private readonly clock: Clock,
  ) {}

  /** Answers with the new talent's id. */
  async create(caller: Caller, given: Pick<TalentFields, 'name'> & Partial<TalentFields>): Promise<string> {
    const { agencyId } = caller.principal;
    const id = newId();
    const fields = merged({ ...BLANK, name: given.name }, given);
    await this.database.inAgency(agencyId, async (tx) => {
      await this.requireOwner(tx, agencyId, fields.ownerId);
      await this.talents.insert(tx, { ...fields, id, agencyId, createdAt: this.clock.now() });
      await this.audit.record(tx, agencyId, {
        actor: caller.principal,
        origin: caller.origin,
        action: 'talent.created',
        target: { type: 'talent', id, name: fields.name },
        fields: diff(null, fields, TALENT_FIELDS),
      });
    });
    return id;
  }

  /** A change may depend on what is there. One that changes nothing leaves no record. */
  async update(caller: Caller, id: string, change: Partial<TalentFields> | Change): Promise<void> {
    const { agencyId } = caller.principal;
    await this.database.inAgency(agencyId, async (tx) => {
      const before = await this.talents.lock(tx, agencyId, id);
      if (!before) throw notFound('talent');
      const after = merged(before, typeof change === 'function' ? change(before) : change);
      const fields = diff(before, after, TALENT_FIELDS);
      if (fields.length === 0) return;
      if (after.ownerId !== before.ownerId) await this.requireOwner(tx, agencyId, after.ownerId);
      await this.talents.update(tx, agencyId, id, after, this.clock.now());
      await this.audit.record(tx, agencyId, {
        actor: caller.principal,
        origin: caller.origin,
        action: actionOf(before, after),
        target: { type: 'talent', id, name: after.name },
        fields,
      });
    });
  }

  /** Erases the talent, everything below it, and what the audit trail says about them; also while a sync runs. */
  async erase(caller: Caller, id: string): Promise<void> {
    const { agencyId } = caller.principal;
    await this.database.inAgency(agencyId, async (tx) => {
      if (!(await this.talents.lock(tx, agencyId, id))) throw notFound('talent');
      const below = await this.talents.lockConnections(tx, agencyId, id);
      const traces = await this.talents.traces(tx, agencyId, id);
      await this.erasure.forget(tx, agencyId, [id, ...below, ...traces]);
      await this.talents.erase(tx, agencyId, id);
      await this.audit.record(tx, agencyId, {
        actor: caller.principal,
        origin: caller.origin,
        action: 'talent.erased',
        target: { type: 'talent', id, name: null },
      });
    });
  }

  private async requireOwner(tx: Tx, agencyId: string, ownerId: string | null): Promise<void> {
    if (ownerId === null || (await this.talents.isStaff(tx, agencyId, ownerId))) return;
    throw invalid('ownerId', 'This person does not work here (any more). Choose somebody else.', 'unknown-owner');
  }
}

/** What was given, above what was there; what was not given stays. */
function merged(base: TalentFields, change: Partial<TalentFields>): TalentFields {
  const given = TALENT_FIELDS.filter((field) => change[field] !== undefined);
  const { name, aliases, email, locale, ownerId, tags, notes, status }: TalentFields = {
    ...base,
    ...Object.fromEntries(given.map((field) => [field, change[field]])),
  };
  return { name, aliases, email, locale, ownerId, tags, notes, status };
}

function actionOf(before: TalentFields, after: TalentFields): string {
  if (before.status === after.status) return 'talent.updated';
  if (after.status === 'archived') return 'talent.archived';
  return before.status === 'archived' ? 'talent.restored' : 'talent.updated';
}
