/** What an import is checked against, and how it is kept. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { ConnectionIntake } from '../connections/connection-intake.service.js';
import { Clock } from '../core/clock.js';
import type { Tx } from '../core/database/database.service.js';
import { actorId } from '../core/principal.js';
import type { Caller } from '../core/request-origin.js';
import { TalentIntake } from '../talents/talent-intake.service.js';
import { ImportRepository } from './import.repository.js';
import { ImportRowRepository } from './import-row.repository.js';
import type { Judged, ReadRow, Surroundings } from './verdicts.js';

export interface CheckedImport {
  readonly id: string;
  readonly name: string;
  readonly unused: readonly string[];
  readonly judged: readonly Judged[];
}

@Injectable()
export class ImportStore {
  constructor(
    private readonly imports: ImportRepository,
    private readonly rows: ImportRowRepository,
    private readonly talents: TalentIntake,
    private readonly connections: ConnectionIntake,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The talents and connections that these rows may mean; the talents stay until the transaction ends. */
  async surroundings(tx: Tx, agencyId: string, rows: readonly ReadRow[]): Promise<Surroundings> {
    const names = new Set(rows.map(({ given }) => given.talent));
    const emails = new Set(rows.flatMap(({ given }) => (given.email === null ? [] : [given.email])));
    const locators = rows.flatMap(({ profile }) => (profile && 'locator' in profile ? [profile.locator] : []));
    return {
      talents: await this.talents.named(tx, agencyId, [...names], [...emails]),
      holders: await this.connections.holders(tx, agencyId, locators),
    };
  }

  async create(tx: Tx, { principal, origin }: Caller, { id, name, unused, judged }: CheckedImport): Promise<void> {
    const { agencyId } = principal;
    const actor = { kind: principal.kind, id: actorId(principal), name: principal.name };
    await this.imports.insert(tx, {
      ...{ id, agencyId, name, unused, actor },
      rows: judged.length,
      createdAt: this.clock.now(),
    });
    const rows = judged.map(({ row: { line, part, given }, verdict }) => ({ line, part, given, ...verdict }));
    await this.rows.insertAll(tx, agencyId, id, rows);
    const ready = judged.filter(({ plan }) => plan !== null).length;
    await this.audit.record(tx, agencyId, {
      ...{ actor: principal, origin, action: 'import.created', target: { type: 'import', id, name } },
      fields: [
        { field: 'rows', before: null, after: judged.length },
        { field: 'ready', before: null, after: ready },
      ],
    });
  }
}
