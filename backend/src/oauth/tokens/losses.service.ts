/** The end of a consent that no refresh mends: said once, to the connection, its talent, and the trail. */
import { Injectable, Logger } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import type { ConnectionCode } from '../../core/connection-codes.js';
import { Database } from '../../core/database/database.service.js';
import type { Tx } from '../../core/database/database.service.js';
import { NO_ORIGIN } from '../../core/request-origin.js';
import { PlatformError } from '../../platforms/contract/platform-error.js';
import { Notices } from '../notices/notices.service.js';
import { ConsentDesk } from './consent-desk.service.js';
import { CredentialRepository } from './credential.repository.js';
import { isEnd } from './credential.js';
import type { CredentialRow, Holder } from './credential.js';
import type { SealBroken } from './sealed-tokens.service.js';

export const SYSTEM = { kind: 'system', name: 'Rostrum' } as const;

/**
 * `refused`: the platform said so · `interrupted`: a refresh was cut off after its request had gone out, and the platform
 * knows the token no more · `failing`: nothing but failures for days · `ended`: it ran out · `damaged`: what is stored is
 * not what was sealed.
 */
export type LossCause = 'refused' | 'interrupted' | 'failing' | 'ended' | 'damaged';

export interface Loss {
  readonly code: ConnectionCode;
  readonly cause: LossCause;
  /** Of whoever is refreshing them; others have no say as long as somebody is. */
  readonly lease?: bigint;
}

type Lost = Pick<CredentialRow, 'agencyId' | 'connectionId' | 'generation'>;
type Owned = Pick<CredentialRow, 'agencyId' | 'connectionId'>;

@Injectable()
export class Losses {
  private readonly log = new Logger(Losses.name);

  constructor(
    private readonly database: Database,
    private readonly rows: CredentialRepository,
    private readonly desk: ConsentDesk,
    private readonly notices: Notices,
    private readonly audit: AuditService,
  ) {}

  /** False where these tokens were replaced or given back meanwhile, or are just being refreshed: look again then. */
  async lose(of: Lost, loss: Loss): Promise<boolean> {
    const lost = await this.database.inAgency(of.agencyId, (tx) => this.write(tx, of, loss));
    if (!lost) return false;
    const { connectionId, agencyId } = of;
    this.log.warn({ connectionId, code: loss.code, cause: loss.cause, message: 'A consent has ended' });
    this.desk.tell(agencyId, connectionId);
    return true;
  }

  /** Tokens that do not open: no call is made with them. Answers with what to say to whoever wanted one. */
  async shut(of: Owned, { code, generation }: SealBroken): Promise<PlatformError> {
    if (generation !== null && isEnd(code)) await this.lose({ ...of, generation }, { code, cause: 'damaged' });
    else await this.alert(of, code);
    return new PlatformError(code, { note: 'sealed tokens do not open' });
  }

  /** A connection by consent that has no tokens: it must not go on looking as if it had. */
  async absent(of: Holder): Promise<void> {
    const { agencyId, connectionId, platform } = of;
    await this.database.inAgency(agencyId, async (tx) => {
      if (!(await this.rows.lockConnection(tx, of)) || (await this.rows.find(tx, of))) return;
      await this.desk.lost(tx, { agencyId, connectionId }, platform, 'AUTH_RECONNECT_REQUIRED');
    });
  }

  /** Whoever runs the deployment has to see to it; nobody is disconnected for that. */
  alert(of: Owned, code: ConnectionCode): Promise<void> {
    return this.database.inAgency(of.agencyId, (tx) => this.desk.alert(tx, of, code));
  }

  private async write(tx: Tx, of: Lost, { code, cause, lease }: Loss): Promise<boolean> {
    const connection = await this.rows.lockConnection(tx, of);
    if (!connection || !(await this.rows.lose(tx, of, { generation: of.generation, lease: lease ?? null, code })))
      return false;
    const { agencyId, connectionId, generation } = of;
    await this.desk.lost(tx, { agencyId, connectionId }, connection.platform, code);
    const once = `reconnect:${connectionId}:${String(generation)}`;
    const { talentId } = connection;
    await this.notices.due(tx, { agencyId, talentId, connectionId, kind: 'reconnect', once });
    if (cause === 'damaged') await this.desk.alert(tx, of, 'SYNC_INTERNAL', { what: 'sealed tokens' });
    await this.audit.record(tx, agencyId, {
      actor: SYSTEM,
      origin: NO_ORIGIN,
      action: 'consent.lost',
      target: { type: 'connection', id: connectionId, name: connection.name },
      fields: [
        { field: 'code', before: null, after: code },
        { field: 'cause', before: null, after: cause },
      ],
    });
    return true;
  }
}
