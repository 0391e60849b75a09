/** Which connection a talent's consent belongs to: one that is there, one that is brought back, or a new one. */
import { Injectable } from '@nestjs/common';
import { newId } from '../core/database/ids.js';
import type { Tx } from '../core/database/database.service.js';
import { notFound } from '../core/errors.js';
import type { ConnectionMethod, IdentityEvidence } from '../platforms/contract/descriptor.js';
import { PlatformRegistry } from '../platforms/platform.registry.js';
import { ConnectionTalentRepository } from './connection-talent.repository.js';
import { ConsentGrants } from './consent-grants.js';
import { ConsentedConnectionRepository } from './consented-connection.repository.js';
import type { AccountFacts, FoundConnection, OwnConnection } from './consented-connection.repository.js';
import type { Owned } from './lease.js';

/** The account that a consent opens. */
export interface ConsentedAccount {
  readonly platform: string;
  readonly platformAccountId: string;
  /** Null where the platform does not tell it. */
  readonly handle: string | null;
  /** What it is called then, by the talent's word alone: to be shown, and to lead to its page, never to tell it from others. */
  readonly goesBy?: string | null;
  /** What it is called where nobody has said so either. */
  readonly ownerName?: string | null;
  readonly url: string;
}

/** What would become of a consent to this account. `connectionId` is the one that is there. */
export type ConsentStandingOf =
  | { readonly kind: 'new' }
  /** The same account of the same talent: it is upgraded, renewed or brought back in place. */
  | { readonly kind: 'own'; readonly connectionId: string }
  /** The talent's, by its handle alone: only with their word. */
  | { readonly kind: 'by-handle'; readonly connectionId: string }
  /** Another talent's. */
  | { readonly kind: 'held'; readonly connectionId: string };

export interface ConsentGiven {
  readonly agencyId: string;
  readonly talentId: string;
  readonly account: ConsentedAccount;
  /** By what it was matched with the expected account; null where none was expected. */
  readonly evidence: IdentityEvidence | null;
  readonly at: Date;
  /** The talent said that the connection of this handle is this account. */
  readonly byHandle: boolean;
}

export interface ConsentedConnection {
  readonly connectionId: string;
  readonly how: 'created' | 'upgraded' | 'renewed' | 'restored';
  /** It is read at once; false while it is paused or set aside. */
  readonly due: boolean;
}

/** Another talent's connection has the account. */
export interface HeldElsewhere {
  readonly heldBy: string;
}

/** Whoever connects the same account at the same time is found at the second look. */
const LOOKS = 3;

@Injectable()
export class ConsentedConnections {
  constructor(
    private readonly rows: ConsentedConnectionRepository,
    private readonly talents: ConnectionTalentRepository,
    private readonly grants: ConsentGrants,
    private readonly registry: PlatformRegistry,
  ) {}

  /** A talent's own connection; null for anybody else's. */
  own(tx: Tx, of: Owned, talentId: string): Promise<OwnConnection | null> {
    return this.rows.own(tx, of, talentId);
  }

  /** Accounts at this platform that the talent has consented to before, by their ids. */
  async known(tx: Tx, agencyId: string, talentId: string, platform: string): Promise<ReadonlySet<string>> {
    return new Set(await this.rows.consented(tx, agencyId, talentId, platform));
  }

  /** Looks; changes nothing, locks nothing. */
  async standing(tx: Tx, agencyId: string, talentId: string, account: ConsentedAccount): Promise<ConsentStandingOf> {
    const found = await this.rows.find(tx, agencyId, { ...account, ...this.namesOf(account) });
    return standingIn(found, talentId, account.platformAccountId);
  }

  /**
   * Finds, makes or upgrades it, with its consent granted and a sync asked for. `heldBy` where another talent has the account;
   * `by-handle` where only the talent can say whether it is theirs. Throws ApiError NOT_FOUND where the talent is gone.
   */
  async connect(tx: Tx, given: ConsentGiven): Promise<ConsentedConnection | HeldElsewhere | 'by-handle'> {
    const { agencyId, talentId, account } = given;
    if (!(await this.talents.holdLive(tx, agencyId, talentId))) throw notFound('talent');
    const facts = {
      platform: account.platform,
      url: this.urlOf(account),
      goesBy: account.goesBy ?? account.ownerName ?? null,
      evidence: given.evidence,
      at: given.at,
      ...this.namesOf(account),
    };
    for (let look = 0; look < LOOKS; look++) {
      const standing = await this.standing(tx, agencyId, talentId, account);
      if (standing.kind === 'held') return { heldBy: standing.connectionId };
      if (standing.kind === 'by-handle' && !given.byHandle) return 'by-handle';
      if (standing.kind !== 'new') return this.upgrade(tx, { agencyId, connectionId: standing.connectionId }, facts);
      const made = await this.create(tx, given, facts);
      if (made) return made;
    }
    throw new Error(`An account at ${account.platform} is connected and disconnected all the time`);
  }

  private async create(
    tx: Tx,
    { agencyId, talentId }: ConsentGiven,
    facts: AccountFacts,
  ): Promise<ConsentedConnection | null> {
    const of = { agencyId, connectionId: newId() };
    const simulated = this.registry.get(facts.platform).mode === 'simulated';
    await this.grants.takeHandle(tx, of, facts);
    if (!(await this.rows.insert(tx, { ...facts, id: of.connectionId, agencyId, talentId, simulated }))) return null;
    return { connectionId: of.connectionId, how: 'created', due: await this.grants.grant(tx, of) };
  }

  private async upgrade(tx: Tx, of: Owned, facts: AccountFacts): Promise<ConsentedConnection> {
    const restored = await this.grants.revive(tx, of);
    await this.grants.takeHandle(tx, of, facts);
    const before = await this.rows.authorise(tx, of, facts);
    return { connectionId: of.connectionId, how: howOf(restored, before), due: await this.grants.grant(tx, of) };
  }

  private urlOf({ platform, goesBy, url }: ConsentedAccount): string {
    if (!goesBy) return url;
    return this.registry.get(platform).descriptor.profileUrl({ platform, kind: 'handle', value: goesBy });
  }

  private namesOf({ platform, platformAccountId, handle }: ConsentedAccount) {
    const { normalizeHandle } = this.registry.get(platform).descriptor;
    const normalizedHandle = handle === null ? `id:${platformAccountId}` : normalizeHandle(handle);
    return { accountId: platformAccountId, handle, normalizedHandle };
  }
}

/** What lives counts before what was disconnected, and an id before a handle. */
function standingIn(found: readonly FoundConnection[], talentId: string, accountId: string): ConsentStandingOf {
  const live = found.filter(({ control }) => control !== 'archived');
  const same = live.find((one) => one.accountId === accountId);
  if (same) return { kind: same.talentId === talentId ? 'own' : 'held', connectionId: same.id };
  const named = live.find((one) => one.accountId === null);
  if (named) return { kind: named.talentId === talentId ? 'by-handle' : 'held', connectionId: named.id };
  const former = found.find((one) => one.control === 'archived' && one.talentId === talentId);
  return former ? { kind: 'own', connectionId: former.id } : { kind: 'new' };
}

const howOf = (restored: boolean, before: ConnectionMethod | null): ConsentedConnection['how'] =>
  restored ? 'restored' : before === 'MANUAL' ? 'upgraded' : 'renewed';
