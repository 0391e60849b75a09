/** Connecting profiles in numbers, in somebody else's transaction: the front door for whoever brings a list of them. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import type { AuditActor } from '../audit/audit.service.js';
import type { Tx } from '../core/database/database.service.js';
import { NO_ORIGIN } from '../core/request-origin.js';
import type { Locator } from '../platforms/contract/descriptor.js';
import { ConnectionIntakeRepository } from './connection-intake.repository.js';
import type { HeldProfile } from './connection-intake.repository.js';
import type { NewConnection } from './connection.repository.js';
import { ProfileInputService } from './profile-input.service.js';

export interface ProfileHolder {
  readonly connectionId: string;
  readonly talentId: string;
  readonly talentName: string;
}

export interface ConnectionWish {
  readonly talentId: string;
  /** For the record. */
  readonly talentName: string;
  readonly locator: Locator;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

@Injectable()
export class ConnectionIntake {
  constructor(
    private readonly inputs: ProfileInputService,
    private readonly rows: ConnectionIntakeRepository,
    private readonly audit: AuditService,
  ) {}

  /** The same for every way to name the same account, as far as that can be known without a look at the platform. */
  keyOf(locator: Locator): string {
    return keyOf(this.inputs.draft(NOBODY, NOBODY, locator));
  }

  /** Who holds these profiles, by `keyOf`. */
  async holders(tx: Tx, agencyId: string, locators: readonly Locator[]): Promise<Map<string, ProfileHolder>> {
    if (locators.length === 0) return new Map();
    const drafts = locators.map((locator) => this.inputs.draft(agencyId, NOBODY, locator));
    const held = await this.rows.held(tx, agencyId, drafts);
    return new Map(held.map((row) => [keyOfHeld(row), row]));
  }

  /**
   * Connects each, with its record, and asks for its first sync; publish `ConnectionsChanged` after the commit. Answers in
   * the order given, with null for a profile that is connected already. The talents must be there.
   */
  async connect(
    tx: Tx,
    agencyId: string,
    actor: AuditActor,
    wishes: readonly ConnectionWish[],
  ): Promise<(string | null)[]> {
    if (wishes.length === 0) return [];
    const drafts = wishes.map((wish) => ({
      ...this.inputs.draft(agencyId, wish.talentId, wish.locator),
      talentName: wish.talentName,
    }));
    const made = await this.rows.insertAll(tx, agencyId, drafts);
    const records = drafts.filter(({ id }) => made.has(id)).map((draft) => recordOf(actor, draft));
    await this.audit.recordAll(tx, agencyId, records);
    return drafts.map(({ id }) => (made.has(id) ? id : null));
  }
}

const keyOf = ({ locator, normalizedHandle }: NewConnection): string => `${locator.platform}:${normalizedHandle}`;
const keyOfHeld = ({ platform, normalizedHandle }: HeldProfile): string => `${platform}:${normalizedHandle}`;

/** As a connection made by hand is recorded. */
const recordOf = (actor: AuditActor, draft: NewConnection & { readonly talentName: string }) => ({
  actor,
  origin: NO_ORIGIN,
  action: 'connection.created',
  target: { type: 'connection', id: draft.id, name: `${draft.talentName} · @${draft.handle}` },
  fields: [
    { field: 'platform', before: null, after: draft.locator.platform },
    { field: 'handle', before: null, after: draft.handle },
  ],
});
