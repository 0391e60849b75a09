/** Talents in numbers, in somebody else's transaction: the front door for whoever brings a list of them. */
import { Injectable } from '@nestjs/common';
import { AuditService, diff } from '../audit/audit.service.js';
import type { AuditActor } from '../audit/audit.service.js';
import { Clock } from '../core/clock.js';
import type { Tx } from '../core/database/database.service.js';
import { newId } from '../core/database/ids.js';
import { NO_ORIGIN } from '../core/request-origin.js';
import { TALENT_FIELDS } from './talent.js';
import type { TalentFields } from './talent.js';
import { TalentIntakeRepository } from './talent-intake.repository.js';
import type { NamedTalent } from './talent-intake.repository.js';

export type { NamedTalent } from './talent-intake.repository.js';
export type NewTalent = Pick<TalentFields, 'name' | 'email' | 'tags' | 'aliases' | 'notes'>;

@Injectable()
export class TalentIntake {
  constructor(
    private readonly rows: TalentIntakeRepository,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Whoever goes by one of these names or e-mails, whatever its case; archived talents, too. */
  named(tx: Tx, agencyId: string, names: readonly string[], emails: readonly string[]): Promise<NamedTalent[]> {
    return this.rows.named(tx, agencyId, names, emails);
  }

  /** Makes them all, each with its record; answers with their ids in the order given. */
  async create(tx: Tx, agencyId: string, actor: AuditActor, talents: readonly NewTalent[]): Promise<string[]> {
    if (talents.length === 0) return [];
    const createdAt = this.clock.now();
    const rows = talents.map((talent) => ({
      ...{ locale: null, ownerId: null, status: 'active' as const, createdAt, agencyId, id: newId() },
      ...talent,
    }));
    await this.rows.insertAll(tx, agencyId, rows);
    const records = rows.map((row) => ({
      actor,
      origin: NO_ORIGIN,
      action: 'talent.created',
      target: { type: 'talent', id: row.id, name: row.name },
      fields: diff(null, row, TALENT_FIELDS),
    }));
    await this.audit.recordAll(tx, agencyId, records);
    return rows.map(({ id }) => id);
  }
}
