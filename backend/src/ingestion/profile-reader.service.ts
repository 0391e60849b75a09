/** Reads the profiles of many connections in one call, and stores them; each has an answer of its own. */
import { Injectable } from '@nestjs/common';
import { ProfileStoreService } from '../connections/profile-store.service.js';
import { Clock } from '../core/clock.js';
import type { ProfileAnswer, ProfileRef } from '../platforms/contract/fetcher.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import { AccountCalls } from './account-calls.service.js';
import { sharedCalls } from './call-tally.js';
import type { GroupRun } from './group-run.js';
import type { Member } from './member.js';
import { SyncWriter } from './sync-writer.service.js';

export type Found = Extract<ProfileAnswer, { ok: true }>;
export interface ProfileRead {
  readonly member: Member;
  /** What failed for this member: its own answer, the whole call, or storing it. */
  readonly found: Found | Error;
}

@Injectable()
export class ProfileReader {
  constructor(
    private readonly calls: AccountCalls,
    private readonly profiles: ProfileStoreService,
    private readonly writer: SyncWriter,
    private readonly clock: Clock,
  ) {}

  /** All are read alike: with the same keys, or one alone by its consent. Never rejects. */
  async read(run: GroupRun, members: readonly Member[]): Promise<readonly ProfileRead[]> {
    try {
      const refs = members.map(({ subject }) => ({
        locator: this.profiles.locator(subject),
        withPosts: subject.postsCursor === null && subject.listedAt === null,
      }));
      const answers = await this.look(run, members, refs);
      const readAt = this.clock.now();
      const told = await this.withReasons(run, members, answers);
      return await Promise.all(told.map((read) => this.stored(read, readAt)));
    } catch (error) {
      return members.map((member) => ({ member, found: error as Error }));
    }
  }

  private look(run: GroupRun, members: readonly Member[], refs: readonly ProfileRef[]) {
    const [first] = members;
    if (!first) return Promise.resolve([]);
    const options = this.calls.options(first.source, run.signal, sharedCalls(members));
    return this.calls.gateway.fetchProfiles(first.subject.platform, refs, options);
  }

  private async stored({ member, found }: ProfileRead, readAt: Date): Promise<ProfileRead> {
    if (found instanceof Error) return { member, found };
    try {
      await this.writer.profile({ member, profile: found.profile, readAt });
      member.profileReadAt = readAt;
      return { member, found };
    } catch (error) {
      return { member, found: error as Error };
    }
  }

  /** Where nobody has an account's id any more, its handle may be another account's by now: one more look tells. */
  private async withReasons(
    run: GroupRun,
    members: readonly Member[],
    answers: readonly ProfileAnswer[],
  ): Promise<ProfileRead[]> {
    const missing = members.flatMap((member, index) => {
      const answer = answers[index];
      const look = answer?.ok === false && answer.error.code === 'PROFILE_NOT_FOUND' && member.source.consent === null;
      const locator = look ? this.profiles.handleLocator(member.subject) : null;
      return locator ? [{ member, locator }] : [];
    });
    const whose = missing.map(({ member }) => member);
    const looks = missing.length === 0 ? [] : await this.look(run, whose, missing);
    const taken = new Set(whose.filter(({ subject }, index) => isAnother(looks[index], subject.platformAccountId)));
    return members.map((member, index) => ({
      member,
      found: taken.has(member) ? reassigned() : ownAnswer(answers[index]),
    }));
  }
}

const isAnother = (look: ProfileAnswer | undefined, accountId: string | null): boolean =>
  look?.ok === true && look.profile.platformAccountId !== accountId;

const reassigned = () => new PlatformError('PROFILE_HANDLE_REASSIGNED', { note: 'its id is nobody’s' });

function ownAnswer(answer: ProfileAnswer | undefined): Found | Error {
  if (!answer) return new PlatformError('SYNC_INTERNAL', { note: 'no answer for the account' });
  return answer.ok ? answer : answer.error;
}
