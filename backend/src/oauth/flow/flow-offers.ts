/** Choices that a talent has to make: what was granted waits for them, sealed, for a while. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import { Database } from '../../core/database/database.service.js';
import type { Tx } from '../../core/database/database.service.js';
import type { Grant } from '../tokens/credentials.service.js';
import { Vault } from '../vault/vault.service.js';
import { FlowEndings } from './flow-endings.js';
import { FlowRepository } from './flow.repository.js';
import type { FlowRow } from './flow.repository.js';
import { packed, unpacked } from './offer.js';
import type { Offer } from './offer.js';
import { nameOf } from './right-account.js';

const WAITS_MS = 15 * 60_000;
const BATCH = 100;

@Injectable()
export class FlowOffers {
  constructor(
    private readonly database: Database,
    private readonly flows: FlowRepository,
    private readonly vault: Vault,
    private readonly endings: FlowEndings,
    private readonly clock: Clock,
  ) {}

  async offer({ agencyId, id }: FlowRow, offer: Offer, grant: Grant): Promise<void> {
    await this.database.inAgency(agencyId, async (tx) =>
      this.flows.wait(tx, agencyId, id, {
        offer,
        sealed: await this.vault.seal(tx, { agencyId, ownerId: id, kind: 'pending' }, packed(grant)),
        signedInAs: nameOf(offer.accounts[0]),
        missingScopes: grant.missingScopes,
        expiresAt: new Date(this.clock.now().getTime() + WAITS_MS),
      }),
    );
  }

  /** What waits with the choice; null where nothing does any more. */
  grant(flow: FlowRow): Promise<Grant | null> {
    return this.database.inAgency(flow.agencyId, (tx) => this.open(tx, flow));
  }

  /** Whoever was to choose did not: everything is given back. Answers with how many there were. */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    const abandoned = await this.database.asWorker((tx) => this.flows.abandoned(tx, now, BATCH));
    for (const { agencyId, id } of abandoned)
      await this.database.inAgency(agencyId, async (tx) => {
        await this.flows.hold(tx, agencyId, id);
        const flow = await this.flows.find(tx, agencyId, id);
        const grant = flow && (await this.open(tx, flow));
        if (flow && grant)
          await this.endings.endIn(tx, flow, { outcome: 'expired', code: 'CONSENT_STATE_INVALID', grant });
      });
    return abandoned.length;
  }

  private async open(tx: Tx, { agencyId, id: ownerId, pending }: FlowRow): Promise<Grant | null> {
    return pending && unpacked(await this.vault.open(tx, { agencyId, ownerId, kind: 'pending' }, pending));
  }
}
