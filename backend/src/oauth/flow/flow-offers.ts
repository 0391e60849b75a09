/** Choices that a talent has to make: what was granted waits for them, sealed, for a while. */
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import { Database } from '../../core/database/database.service.js';
import type { Tx } from '../../core/database/database.service.js';
import { Credentials } from '../tokens/credentials.service.js';
import type { Grant } from '../tokens/credentials.service.js';
import { VaultError } from '../vault/vault-error.js';
import { Vault } from '../vault/vault.service.js';
import { FlowEndings } from './flow-endings.js';
import { FlowRepository } from './flow.repository.js';
import type { FlowRow } from './flow.repository.js';
import { packed, unpacked } from './offer.js';
import type { Offer } from './offer.js';
import { nameOf } from './right-account.js';

const WAITS_MS = 15 * 60_000;
const BATCH = 100;
/** Longer than any process that lives takes from a state to its end. */
const STUCK_MS = 5 * 60_000;

@Injectable()
export class FlowOffers {
  private readonly log = new Logger(FlowOffers.name);

  constructor(
    private readonly database: Database,
    private readonly flows: FlowRepository,
    private readonly vault: Vault,
    private readonly credentials: Credentials,
    private readonly endings: FlowEndings,
    private readonly clock: Clock,
  ) {}

  /** False where there is nothing left to choose for. */
  offer({ agencyId, id }: FlowRow, offer: Offer, grant: Grant): Promise<boolean> {
    return this.database.inAgency(agencyId, async (tx) =>
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

  /** Whoever was at it is gone: what it came to is said in their place. Answers with how many there were. */
  async sweepStuck(): Promise<number> {
    const since = new Date(this.clock.now().getTime() - STUCK_MS);
    const stuck = await this.database.asWorker((tx) => this.flows.stuck(tx, since, BATCH));
    for (const { agencyId, id } of stuck)
      await this.database.inAgency(agencyId, async (tx) => {
        await this.flows.hold(tx, agencyId, id);
        const flow = await this.flows.find(tx, agencyId, id);
        if (flow?.outcome === null) await this.endings.endIn(tx, flow, { outcome: 'failed', code: 'SYNC_INTERNAL' });
      });
    return stuck.length;
  }

  /** Whoever was to choose did not: everything is given back. Answers with how many there were. */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    const abandoned = await this.database.asWorker((tx) => this.flows.abandoned(tx, now, BATCH));
    for (const { agencyId, id } of abandoned) await this.expire(agencyId, id);
    return abandoned.length;
  }

  /** One bad row spoils no batch. */
  private async expire(agencyId: string, id: string): Promise<void> {
    try {
      await this.database.inAgency(agencyId, async (tx) => {
        await this.flows.hold(tx, agencyId, id);
        const flow = await this.flows.find(tx, agencyId, id);
        if (!flow?.pending) return;
        const grant = await this.openIfWhole(tx, flow);
        await this.endings.endIn(tx, flow, { outcome: 'expired', code: 'CONSENT_STATE_INVALID', grant });
      });
    } catch (error) {
      this.log.error({ err: error, flowId: id, message: 'A choice that nobody made could not be ended' });
    }
  }

  /** Talents go, and their choices with them: nobody can make these any more. In the transaction that deletes them. */
  async forsake(tx: Tx, agencyId: string, talentIds: readonly string[]): Promise<void> {
    for (const id of await this.flows.undecided(tx, agencyId, talentIds)) {
      const flow = await this.flows.find(tx, agencyId, id);
      const grant = flow && (await this.openIfWhole(tx, flow));
      if (grant) await this.credentials.discard(tx, agencyId, id, grant);
    }
  }

  /** Null, too, where what is stored is not what was sealed: there is nothing left to give back then. */
  private async openIfWhole(tx: Tx, flow: FlowRow): Promise<Grant | null> {
    try {
      return await this.open(tx, flow);
    } catch (error) {
      if (!(error instanceof VaultError) || error.problem === 'ring-key-missing') throw error;
      this.log.error({
        err: error,
        flowId: flow.id,
        message: 'What was granted cannot be opened, and is not given back',
      });
      return null;
    }
  }

  private async open(tx: Tx, { agencyId, id: ownerId, pending }: FlowRow): Promise<Grant | null> {
    return pending && unpacked(await this.vault.open(tx, { agencyId, ownerId, kind: 'pending' }, pending));
  }
}
