/** Stores what a read taught about a connection's account: who it is, its handle, its latest profile. */
import { Injectable } from '@nestjs/common';
import { goesByName } from '../core/account-name.js';
import type { Tx } from '../core/database/database.service.js';
import type { Locator } from '../platforms/contract/descriptor.js';
import type { NormalizedProfile } from '../platforms/contract/normalized.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import type { SignedMedia } from '../platforms/contract/signed-media.js';
import { PlatformRegistry } from '../platforms/platform.registry.js';
import { AlertService } from './alert.service.js';
import { profileChanges } from './profile-change.js';
import type { FieldChange } from './profile-change.js';
import { ProfilePictureRepository } from './profile-picture.repository.js';
import { ProfileRepository } from './profile.repository.js';
import type { ProfileFacts } from './profile.repository.js';
import { ProofCheck } from './proof-check.service.js';
import { SubjectRepository } from './subject.repository.js';
import type { Subject } from './subject.repository.js';

const DAY_MS = 24 * 3600_000;

@Injectable()
export class ProfileStoreService {
  constructor(
    private readonly registry: PlatformRegistry,
    private readonly subjects: SubjectRepository,
    private readonly profiles: ProfileRepository,
    private readonly pictures: ProfilePictureRepository,
    private readonly proof: ProofCheck,
    private readonly alerts: AlertService,
  ) {}

  /** When facts read now must be gone, by the platform's terms; null where they set no limit. */
  expiry(subject: Subject, readAt: Date): Date | null {
    const days = this.registry.get(subject.platform).descriptor.retention[subject.method].retainDays;
    return days === null ? null : new Date(readAt.getTime() + days * DAY_MS);
  }

  /** How to tell the account's pictures apart where their addresses are signed. */
  signedMedia({ platform }: Subject): SignedMedia | undefined {
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

  /** Remembers where the listing of posts stands; null when it is through. */
  saveCheckpoint(tx: Tx, subject: Subject, checkpoint: string | null, seen: number): Promise<void> {
    return this.subjects.saveCursor(tx, subject, checkpoint, seen);
  }

  /**
   * In the caller's fenced transaction. Throws PlatformError PROFILE_DUPLICATE where another connection holds the account,
   * and PROFILE_HANDLE_REASSIGNED where the answer is another account's than the one connected.
   */
  async store(tx: Tx, subject: Subject, profile: NormalizedProfile, readAt: Date): Promise<void> {
    if (subject.platformAccountId !== null && subject.platformAccountId !== profile.platformAccountId)
      throw new PlatformError('PROFILE_HANDLE_REASSIGNED');
    const renamed = await this.identify(tx, subject, profile);
    const { signedMedia } = this.registry.get(subject.platform).descriptor;
    const facts: ProfileFacts = {
      agencyId: subject.agencyId,
      connectionId: subject.connectionId,
      profile: await this.pictures.settle(tx, subject, profile, signedMedia, readAt),
      source: subject.method === 'OAUTH' ? 'consent' : 'public',
      readAt,
      expiresAt: this.expiry(subject, readAt),
    };
    const before = await this.profiles.upsert(tx, facts);
    const changes = before ? [...renamed, ...profileChanges(before, facts.profile, signedMedia)] : renamed;
    await this.profiles.recordChanges(tx, facts, changes);
    await this.proof.check(tx, subject, profile, readAt);
  }

  /** Whose account it is and how it is called now; answers with the rename, where a known account has another handle. */
  private async identify(tx: Tx, subject: Subject, profile: NormalizedProfile): Promise<FieldChange[]> {
    const { normalizeHandle } = this.registry.get(subject.platform).descriptor;
    const handle = profile.handle ?? ownerName(subject, profile);
    const normalizedHandle = profile.handle === null ? `id:${profile.platformAccountId}` : normalizeHandle(handle);
    const account = { id: profile.platformAccountId, normalizedHandle };
    const holder = await this.subjects.holder(tx, subject.agencyId, subject.platform, account, subject.connectionId);
    if (holder.byId) throw new PlatformError('PROFILE_DUPLICATE');
    if (holder.byHandle) await this.dispossess(tx, subject, holder.byHandle, handle);
    const named = { ...account, handle, url: profile.url };
    if (!(await this.subjects.identify(tx, subject, named))) throw new PlatformError('PROFILE_DUPLICATE');
    const same =
      profile.handle === null ||
      subject.platformAccountId === null ||
      normalizeHandle(subject.handle) === normalizeHandle(handle);
    return same ? [] : [{ field: 'handle', before: subject.handle, after: handle }];
  }

  /** The other connection went by a handle that this one's account has now. */
  private async dispossess(tx: Tx, { agencyId }: Subject, connectionId: string, handle: string): Promise<void> {
    const loser = { agencyId, connectionId };
    if (await this.subjects.loseHandle(tx, loser))
      await this.alerts.raise(tx, [loser], 'PROFILE_HANDLE_REASSIGNED', { handle });
  }
}

/** Without a handle it goes by what it was expected to be called, or by its owner's name, as that is now. */
function ownerName({ handle }: Subject, { platformAccountId, displayName }: NormalizedProfile): string {
  return handle === platformAccountId || goesByName(handle) ? (displayName ?? handle) : handle;
}
