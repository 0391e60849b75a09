/** Stores what a read taught about a connection's account: who it is, its handle, its latest profile. */
import { Injectable } from '@nestjs/common';
import { isUniqueViolation } from '../core/database/database-errors.js';
import type { Tx } from '../core/database/database.service.js';
import type { Locator } from '../platforms/contract/descriptor.js';
import type { NormalizedProfile } from '../platforms/contract/normalized.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import type { SignedMedia } from '../platforms/contract/signed-media.js';
import { PlatformRegistry } from '../platforms/platform.registry.js';
import { differs, named, renameOf, sortOut } from './account-names.js';
import type { AccountOwner } from './account-names.js';
import { AccountRepository } from './account.repository.js';
import type { AccountRow, NamedAccount } from './account.repository.js';
import { AlertService } from './alert.service.js';
import { CheckpointRepository } from './checkpoint.repository.js';
import type { ListingPlace } from './checkpoint.repository.js';
import { profileChanges } from './profile-change.js';
import { settlePictures } from './profile-pictures.js';
import { ProfileRepository } from './profile.repository.js';
import type { FoundChange, ProfileFacts } from './profile.repository.js';
import { ProofCheck } from './proof-check.service.js';
import type { Subject } from './subject.js';

const DAY_MS = 24 * 3600_000;

/** The index that lets an account be connected once. */
const ACCOUNT_KEY = 'social_connection_account_key';

export interface ReadAccount {
  readonly subject: AccountOwner;
  readonly profile: NormalizedProfile;
  readonly readAt: Date;
}

interface NamedRead extends ReadAccount {
  readonly account: NamedAccount;
}

type Rows = ReadonlyMap<string, AccountRow>;

@Injectable()
export class ProfileStoreService {
  constructor(
    private readonly registry: PlatformRegistry,
    private readonly accounts: AccountRepository,
    private readonly profiles: ProfileRepository,
    private readonly checkpoints: CheckpointRepository,
    private readonly proof: ProofCheck,
    private readonly alerts: AlertService,
  ) {}

  /** When facts read now must be gone, by the platform's terms; null where they set no limit. */
  expiry({ platform, method }: Pick<Subject, 'platform' | 'method'>, readAt: Date): Date | null {
    const days = this.registry.get(platform).descriptor.retention[method].retainDays;
    return days === null ? null : new Date(readAt.getTime() + days * DAY_MS);
  }

  /** How to tell the account's pictures apart where their addresses are signed. */
  signedMedia({ platform }: Pick<Subject, 'platform'>): SignedMedia | undefined {
    return this.registry.get(platform).descriptor.signedMedia;
  }

  /** How to ask for the account: by what the platform reads by, once that is known; until then as it was named. */
  locator({ platform, platformAccountId, handle, locatorKind, locatorValue }: Subject): Locator {
    if (platformAccountId === null) return { platform, kind: locatorKind, value: locatorValue };
    const byId = this.registry.get(platform).descriptor.readsBy === 'id';
    return byId ? { platform, kind: 'id', value: platformAccountId } : { platform, kind: 'handle', value: handle };
  }

  /** How to ask who has the handle that a known account last went by; null where it is read by that anyway, or had none. */
  handleLocator({ platform, platformAccountId, handle }: Subject): Locator | null {
    const byId = this.registry.get(platform).descriptor.readsBy === 'id';
    if (!byId || platformAccountId === null || handle === platformAccountId) return null;
    return { platform, kind: 'handle', value: handle };
  }

  /** Remembers where listings of posts stand; null where one is through. All of one agency. */
  saveCheckpoints(tx: Tx, places: readonly ListingPlace[]): Promise<void> {
    return this.checkpoints.save(tx, places);
  }

  /**
   * In the caller's fenced transaction; all of one agency. Answers with those that may not be stored: PROFILE_DUPLICATE where
   * another connection holds the account, PROFILE_HANDLE_REASSIGNED where the answer is another account's than the one
   * connected. Throws only where somebody else took an account at this very moment; then each is to be stored by itself.
   */
  async storeMany(tx: Tx, reads: readonly ReadAccount[]): Promise<ReadonlyMap<string, PlatformError>> {
    const agencyId = reads[0]?.subject.agencyId;
    if (agencyId === undefined) return new Map();
    const readNamed = reads.map((read) => ({
      ...read,
      account: named(read.subject, read.profile, this.normalizer(read.subject)),
    }));
    const seen = await this.accounts.look(
      tx,
      agencyId,
      readNamed.map(({ account, readAt }) => ({ ...account, readAt })),
    );
    const rows: Rows = new Map(seen.map((row) => [row.connectionId, row]));
    const { accepted, refused } = sortOut(readNamed, rows);
    await this.nameAccounts(tx, agencyId, accepted, rows);
    await this.write(tx, agencyId, accepted, rows);
    for (const { subject, profile, readAt } of accepted)
      if (rows.get(subject.connectionId)?.proofWanted) await this.proof.check(tx, subject, profile, readAt);
    return refused;
  }

  private normalizer({ platform }: AccountOwner): (handle: string) => string {
    return this.registry.get(platform).descriptor.normalizeHandle;
  }

  /** Those who went by a handle that is another's now lose it first: two may have swapped theirs. */
  private async nameAccounts(tx: Tx, agencyId: string, accepted: readonly NamedRead[], rows: Rows): Promise<void> {
    const lost = new Map(
      accepted.flatMap(({ account }) => {
        const loser = rows.get(account.connectionId)?.handleOf;
        return loser ? [[loser, account.handle] as const] : [];
      }),
    );
    const known = await this.accounts.loseHandles(tx, agencyId, [...lost.keys()]);
    const renamed = new Set(accepted.map(({ account }) => account.connectionId));
    for (const [connectionId, handle] of lost)
      if (known.has(connectionId) && !renamed.has(connectionId))
        await this.alerts.raise(tx, [{ agencyId, connectionId }], 'PROFILE_HANDLE_REASSIGNED', { handle });
    const written = accepted.filter(({ account }) => {
      const row = rows.get(account.connectionId);
      return row !== undefined && (lost.has(account.connectionId) || differs(row, account));
    });
    try {
      await this.accounts.name(
        tx,
        agencyId,
        written.map(({ account }) => account),
      );
    } catch (error) {
      if (accepted.length === 1 && isUniqueViolation(error, ACCOUNT_KEY)) throw new PlatformError('PROFILE_DUPLICATE');
      throw error;
    }
  }

  private async write(tx: Tx, agencyId: string, accepted: readonly NamedRead[], rows: Rows): Promise<void> {
    const settled = accepted.map((read) => this.settled(read, rows));
    await this.profiles.renewPictures(
      tx,
      agencyId,
      settled.flatMap(({ facts, renewed }) => (renewed ? [{ connectionId: facts.connectionId, ...renewed }] : [])),
    );
    const read = settled.map(({ facts }) => facts);
    const before = await this.profiles.upsert(tx, agencyId, read);
    await this.profiles.prolong(tx, agencyId, read);
    const changes = settled.flatMap(({ facts, read: { subject, profile } }): FoundChange[] => {
      const known = before.get(facts.connectionId);
      const others = known ? profileChanges(known, facts.profile, this.signedMedia(subject)) : [];
      const all = [...renameOf(subject, profile, this.normalizer(subject)), ...others];
      return all.map((change) => ({ ...change, of: facts }));
    });
    await this.profiles.recordChanges(tx, agencyId, changes);
  }

  private settled(read: NamedRead, rows: Rows) {
    const { subject, readAt } = read;
    const { connectionId, method } = subject;
    const stored = rows.get(connectionId);
    const signed = stored?.profileKnown ? this.signedMedia(subject) : undefined;
    const pictures = { avatarUrl: stored?.avatarUrl ?? null, bannerUrl: stored?.bannerUrl ?? null };
    const { profile, renewed } = settlePictures(signed, pictures, read.profile, readAt);
    const source = method === 'OAUTH' ? ('consent' as const) : ('public' as const);
    const facts: ProfileFacts = { connectionId, profile, source, readAt, expiresAt: this.expiry(subject, readAt) };
    return { read, facts, renewed };
  }
}
