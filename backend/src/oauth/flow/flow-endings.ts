/** How an authorization ends: once, with one record, and with nothing left of what was granted and not connected. */
import { Injectable, Logger } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import type { AuditActor } from '../../audit/audit.service.js';
import { Clock } from '../../core/clock.js';
import type { ConnectionCode } from '../../core/connection-codes.js';
import { Database } from '../../core/database/database.service.js';
import type { Tx } from '../../core/database/database.service.js';
import { NO_ORIGIN } from '../../core/request-origin.js';
import type { RequestOrigin } from '../../core/request-origin.js';
import { Credentials } from '../tokens/credentials.service.js';
import type { Grant } from '../tokens/credentials.service.js';
import type { FlowOutcome } from './dto/flow.responses.js';
import { FlowNews } from './flow-news.js';
import { FlowRepository } from './flow.repository.js';
import type { FlowRow } from './flow.repository.js';
import type { OfferedAccount } from './offer.js';

export interface Ending {
  readonly outcome: Exclude<FlowOutcome, 'choose' | 'connected'>;
  readonly code: ConnectionCode;
  readonly signedInAs?: string | null;
  readonly missingScopes?: readonly string[];
  /** Given back. */
  readonly grant?: Grant | null;
  /** The one that cannot be used, with its reason. */
  readonly unusable?: OfferedAccount | null;
  readonly origin?: RequestOrigin;
}

const ACTIONS: Readonly<Record<Ending['outcome'], string>> = {
  declined: 'consent.declined',
  'wrong-account': 'consent.refused',
  conflict: 'consent.refused',
  failed: 'consent.failed',
  expired: 'consent.expired',
};

@Injectable()
export class FlowEndings {
  private readonly log = new Logger(FlowEndings.name);

  constructor(
    private readonly database: Database,
    private readonly flows: FlowRepository,
    private readonly credentials: Credentials,
    private readonly news: FlowNews,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Ending what has ended changes nothing: false then, and where it is gone with its talent. */
  async end(flow: FlowRow, ending: Ending): Promise<boolean> {
    const ended = await this.database.inAgency(flow.agencyId, (tx) => this.endIn(tx, flow, ending));
    this.news.tell(flow);
    return ended;
  }

  /** What was granted when it was over already, and kept nowhere. */
  async giveBack({ agencyId, id }: FlowRow, grant: Grant): Promise<void> {
    await this.database.inAgency(agencyId, (tx) => this.credentials.discard(tx, agencyId, id, grant));
  }

  async endIn(tx: Tx, flow: FlowRow, ending: Ending): Promise<boolean> {
    const { agencyId, id, platform } = flow;
    const { outcome, code, signedInAs = null, missingScopes = [], grant = null, unusable = null } = ending;
    const end = { outcome, code, signedInAs, missingScopes, connectionId: null, at: this.clock.now(), unusable };
    if (!(await this.flows.end(tx, agencyId, id, end))) return false;
    if (grant) await this.credentials.discard(tx, agencyId, id, grant);
    await this.news.ended(tx, flow, code);
    await this.record(tx, flow, ending);
    this.log.log(`${platform}: an authorization ended ${outcome} (${code})`);
    return true;
  }

  private async record(tx: Tx, flow: FlowRow, { outcome, code, origin }: Ending): Promise<void> {
    await this.audit.record(tx, flow.agencyId, {
      actor: actorOf(flow),
      origin: origin ?? NO_ORIGIN,
      action: ACTIONS[outcome],
      target: { type: 'talent', id: flow.talentId, name: flow.talentName },
      fields: [
        { field: 'platform', before: null, after: flow.platform },
        { field: 'code', before: null, after: code },
      ],
    });
  }
}

/** Whoever began it. */
export const actorOf = ({ userId, userName, talentId, talentName }: FlowRow): AuditActor =>
  userId === null
    ? { kind: 'invitation', id: talentId, name: talentName }
    : { kind: 'staff', id: userId, name: userName ?? talentName };
