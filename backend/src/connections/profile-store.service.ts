/** Stores what a read taught about a connection's account: who it is, its handle, its latest profile. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { Locator } from '../platforms/contract/descriptor.js';
import type { NormalizedProfile } from '../platforms/contract/normalized.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import type { SignedMedia } from '../platforms/contract/signed-media.js';
import { PlatformRegistry } from '../platforms/platform.registry.js';
import { ProfilePictureRepository } from './profile-picture.repository.js';
import { ProfileRepository } from './profile.repository.js';
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

  /** Remembers where the listing of posts stands; null when it is through. */
  saveCheckpoint(tx: Tx, subject: Subject, checkpoint: string | null): Promise<void> {
    return this.subjects.saveCursor(tx, subject, checkpoint);
  }

  /**
   * In the caller's fenced transaction. Throws PlatformError PROFILE_DUPLICATE where another connection holds the account,
   * and PROFILE_HANDLE_REASSIGNED where the answer is another account's than the one connected.
   */
  async store(tx: Tx, subject: Subject, profile: NormalizedProfile, readAt: Date): Promise<void> {
    if (subject.platformAccountId !== null && subject.platformAccountId !== profile.platformAccountId)
      throw new PlatformError('PROFILE_HANDLE_REASSIGNED');
    const { descriptor } = this.registry.get(subject.platform);
    const handle = profile.handle ?? subject.handle;
    const normalizedHandle =
      profile.handle === null ? `id:${profile.platformAccountId}` : descriptor.normalizeHandle(profile.handle);
    const account = { id: profile.platformAccountId, normalizedHandle };
    const holder = await this.subjects.holder(tx, subject.agencyId, subject.platform, account, subject.connectionId);
    if (holder.byId) throw new PlatformError('PROFILE_DUPLICATE');
    if (holder.byHandle)
      await this.subjects.loseHandle(tx, { agencyId: subject.agencyId, connectionId: holder.byHandle });
    const named = { ...account, handle, url: profile.url };
    if (!(await this.subjects.identify(tx, subject, named))) throw new PlatformError('PROFILE_DUPLICATE');
    const settled = await this.pictures.settle(tx, subject, profile, descriptor.signedMedia, readAt);
    await this.profiles.upsert(tx, {
      agencyId: subject.agencyId,
      connectionId: subject.connectionId,
      profile: settled,
      source: subject.method === 'OAUTH' ? 'consent' : 'public',
      readAt,
      expiresAt: this.expiry(subject, readAt),
    });
    await this.proof.check(tx, subject, profile, readAt);
  }
}
