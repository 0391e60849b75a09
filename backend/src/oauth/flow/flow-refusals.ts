/** Callbacks that belong to no authorization of the browser that brings them: written down, up to a measure, and not used. */
import { Injectable, Logger } from '@nestjs/common';
import { PublicThrottle } from '../../access/public-throttle.service.js';
import type { Door } from '../../access/public-throttle.service.js';
import { AuditService } from '../../audit/audit.service.js';
import type { AuditEntry } from '../../audit/audit.service.js';
import { Database } from '../../core/database/database.service.js';
import type { RequestOrigin } from '../../core/request-origin.js';
import type { FlowRow } from './flow.repository.js';

/** `shape`: it is no answer · `unknown-state` · `other-platform`: that state is another's · `other-browser`: it was begun elsewhere. */
export type Refusal = 'shape' | 'unknown-state' | 'other-platform' | 'other-browser';

/** More than anybody does by mistake; whoever tries without end fills no trail. */
const KEPT_PER_MINUTE = 30;

@Injectable()
export class FlowRefusals {
  private readonly log = new Logger(FlowRefusals.name);
  private readonly kept: Door;

  constructor(
    private readonly throttle: PublicThrottle,
    private readonly audit: AuditService,
    private readonly database: Database,
  ) {
    this.kept = throttle.quietDoor({ name: 'flow:refused', points: KEPT_PER_MINUTE, seconds: 60 });
  }

  /** Where the authorization is known, its agency is told. */
  async record(platform: string, why: Refusal, flow: FlowRow | null, origin: RequestOrigin): Promise<void> {
    this.log.warn(`${platform}: a callback was refused (${why})`);
    if (!(await this.kept(this.throttle.keyOf(origin.address)))) return;
    const entry: AuditEntry = {
      actor: { kind: 'anonymous' },
      origin,
      action: 'consent.refused',
      target: flow && { type: 'talent', id: flow.talentId, name: flow.talentName },
      fields: [
        { field: 'platform', before: null, after: platform },
        { field: 'code', before: null, after: 'CONSENT_STATE_INVALID' },
        { field: 'why', before: null, after: why },
      ],
    };
    if (flow === null) await this.database.outside((tx) => this.audit.record(tx, null, entry));
    else await this.database.inAgency(flow.agencyId, (tx) => this.audit.record(tx, flow.agencyId, entry));
  }
}
