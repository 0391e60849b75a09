/** The agency itself: what it is called, and how much there is of it. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import { notFound } from '../core/errors.js';
import type { Principal } from '../core/principal.js';
import type { Caller } from '../core/request-origin.js';
import { AgencyRepository } from './agency.repository.js';
import type { AgencyResponse, UpdateAgencyBody } from './dto/agency.dto.js';

@Injectable()
export class AgencyService {
  constructor(
    private readonly database: Database,
    private readonly repository: AgencyRepository,
    private readonly audit: AuditService,
  ) {}

  read({ agencyId }: Principal): Promise<AgencyResponse> {
    return this.database.inAgency(agencyId, (tx) => this.shown(tx, agencyId));
  }

  rename({ principal, origin }: Caller, { name }: UpdateAgencyBody): Promise<AgencyResponse> {
    const { agencyId } = principal;
    return this.database.inAgency(agencyId, async (tx) => {
      const before = await this.repository.holdName(tx, agencyId);
      if (before !== name) {
        await this.repository.rename(tx, agencyId, name);
        await this.audit.record(tx, agencyId, {
          actor: principal,
          origin,
          action: 'agency.renamed',
          target: { type: 'agency', id: agencyId, name },
          fields: [{ field: 'name', before, after: name }],
        });
      }
      return this.shown(tx, agencyId);
    });
  }

  private async shown(tx: Tx, agencyId: string): Promise<AgencyResponse> {
    const row = await this.repository.find(tx, agencyId);
    if (!row) throw notFound('agency');
    const { id, name, createdAt, staff, talents, connections, demo } = row;
    return { id, name, createdAt: createdAt.toISOString(), staff, talents, connections, demo };
  }
}
