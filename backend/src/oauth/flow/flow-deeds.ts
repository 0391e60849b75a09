/** The parts of connecting, each in the caller's transaction. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import type { ConsentedConnection, ConsentGiven } from '../../connections/consented-connections.service.js';
import { accountName } from '../../core/account-name.js';
import { Clock } from '../../core/clock.js';
import type { ConnectionCode } from '../../core/connection-codes.js';
import type { Tx } from '../../core/database/database.service.js';
import { ConsentRecords } from '../invitations/consent-records.service.js';
import { InvitationProgress } from '../invitations/invitation-progress.service.js';
import { Credentials } from '../tokens/credentials.service.js';
import type { Chosen } from './chosen.js';
import { actorOf } from './flow-endings.js';
import { FlowRepository } from './flow.repository.js';
import type { FlowRow } from './flow.repository.js';
import type { OfferedAccount } from './offer.js';
import { nameOf } from './right-account.js';

@Injectable()
export class FlowDeeds {
  constructor(
    private readonly flows: FlowRepository,
    private readonly credentials: Credentials,
    private readonly records: ConsentRecords,
    private readonly progress: InvitationProgress,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** False where it has ended meanwhile: then nothing may be done any more. */
  async hold(tx: Tx, { agencyId, id }: FlowRow): Promise<boolean> {
    await this.flows.hold(tx, agencyId, id);
    return (await this.flows.find(tx, agencyId, id))?.endedAt === null;
  }

  /** Where the platform tells no handle, it goes by the one that was expected, as the talent has said that this is the account; or by its owner's name. */
  given(
    { agencyId, talentId, platform, expectedHandle }: FlowRow,
    account: OfferedAccount,
  ): Omit<ConsentGiven, 'byHandle'> {
    const { platformAccountId, handle, url, matched: evidence } = account;
    const goesBy = handle === null && evidence === 'none' ? expectedHandle : null;
    const ownerName = handle === null ? account.displayName : null;
    return {
      agencyId,
      talentId,
      account: { platform, platformAccountId, handle, goesBy, ownerName, url },
      evidence,
      at: this.clock.now(),
    };
  }

  /** Why the link that led here is good for it no more; mending what it connected is no second time. */
  async refusal(tx: Tx, flow: FlowRow, connectionId: string): Promise<ConnectionCode | null> {
    const { agencyId, id, invitationId, platform } = flow;
    if (!(await this.flows.isStarterGood(tx, agencyId, id))) return 'CONSENT_STATE_INVALID';
    if (invitationId === null) return null;
    const of = { agencyId, invitationId };
    const asked = await this.progress.expectation(tx, { ...of, platform });
    if (asked === null) return 'CONSENT_LINK_EXPIRED';
    if (asked.state === 'connected') return flow.connectionId === connectionId ? null : 'CONSENT_LINK_USED';
    return (await this.progress.connected(tx, of, platform, connectionId)) ? null : 'CONSENT_LINK_USED';
  }

  async settle(
    tx: Tx,
    { flow, grant, account, origin }: Chosen,
    { connectionId, how }: ConsentedConnection,
  ): Promise<void> {
    const { agencyId, talentId, platform } = flow;
    const at = this.clock.now();
    await this.credentials.store(tx, { agencyId, connectionId }, grant, at);
    await this.records.add(tx, {
      agencyId,
      talentId,
      connectionId,
      platform,
      kind: 'granted',
      scopes: grant.scopes,
      via: flow.purpose,
      address: origin.address,
    });
    await this.audit.record(tx, agencyId, {
      actor: actorOf(flow),
      origin,
      action: 'consent.granted',
      target: {
        type: 'connection',
        id: connectionId,
        name: `${flow.talentName} · ${accountName(nameOf(account) ?? account.platformAccountId)}`,
      },
      fields: [
        { field: 'platform', before: null, after: platform },
        { field: 'connection', before: null, after: how },
        { field: 'scopes', before: null, after: grant.scopes },
        ...(account.matched === null ? [] : [{ field: 'matched', before: null, after: account.matched }]),
      ],
    });
    const { missingScopes } = grant;
    const code = missingScopes.length > 0 ? 'CONSENT_PARTIAL_SCOPES' : null;
    const end = { outcome: 'connected', code, signedInAs: nameOf(account), connectionId, missingScopes, at } as const;
    await this.flows.end(tx, agencyId, flow.id, end);
  }
}
