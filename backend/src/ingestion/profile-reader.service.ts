/** Reads the profiles of many connections in one call, and stores them; each has an answer of its own. */
import { Injectable } from '@nestjs/common';
import { ProfileStoreService } from '../connections/profile-store.service.js';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import type { ProfileAnswer, ProfileRef } from '../platforms/contract/fetcher.js';
import { isOutage } from '../platforms/contract/outage.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import { AccountCalls } from './account-calls.service.js';
import type { GroupRun } from './group-run.js';
import type { Lanes } from './lanes.js';
import type { Member } from './member.js';
import { saysNothingOfAll } from './senseless.js';
import { SyncWriter } from './sync-writer.service.js';

export type Found = Extract<ProfileAnswer, { ok: true }>;
export interface ProfileRead {
  readonly member: Member;
  /** What failed for this member: its own answer, the whole call, or storing it. */
  readonly found: Found | Error;
}

type Look = (members: readonly Member[], refs: readonly ProfileRef[]) => Promise<readonly ProfileAnswer[]>;

@Injectable()
export class ProfileReader {
  constructor(
    private readonly calls: AccountCalls,
    private readonly profiles: ProfileStoreService,
    private readonly writer: SyncWriter,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** All are read alike: with the same keys, or one alone by its consent. Only calls take one of the lanes. Never rejects. */
  async read(run: GroupRun, members: readonly Member[], calls: Lanes): Promise<readonly ProfileRead[]> {
    try {
      return await this.readTogether(run, members, calls);
    } catch (error) {
      if (this.spoilt(run, members, error) && run.halve()) return this.readApart(run, members, calls);
      return members.map((member) => ({ member, found: error as Error }));
    }
  }

  private async readTogether(run: GroupRun, members: readonly Member[], calls: Lanes): Promise<readonly ProfileRead[]> {
    const refs = members.map(({ subject }) => ({
      locator: this.profiles.locator(subject),
      withPosts: subject.postsCursor === null && subject.listedAt === null,
    }));
    const look: Look = (whose, asked) => calls.run(() => this.look(run, whose, asked));
    const answers = await look(members, refs);
    run.makesSense();
    const readAt = this.clock.now();
    const told = await this.withReasons(members, answers, look);
    return Promise.all(told.map((read) => this.stored(read, readAt)));
  }

  /** One account can spoil an answer that is for many: halves of halves find it, and the others are read. */
  private async readApart(run: GroupRun, members: readonly Member[], calls: Lanes): Promise<readonly ProfileRead[]> {
    const half = Math.ceil(members.length / 2);
    const halves = [members.slice(0, half), members.slice(half)];
    return (await Promise.all(halves.map((part) => this.read(run, part, calls)))).flat();
  }

  /**
   * An answer that makes no sense, or speaks of one account where many were asked for, is looked into at once. What may as
   * well be an outage is so only where somebody waits, and otherwise when all other tries are spent: calls to a platform that
   * stumbles are not to be multiplied.
   */
  private spoilt(run: GroupRun, members: readonly Member[], error: unknown): boolean {
    if (members.length < 2 || run.signal.aborted) return false;
    if (saysNothingOfAll(error)) return true;
    const tries = this.config.values.SYNC_RETRY_SECONDS.length;
    const last = members.some(({ subject: { attempt, cause } }) => cause === 'heal' || attempt >= tries);
    return isOutage(error) && (run.group.urgent || last);
  }

  private look(
    run: GroupRun,
    members: readonly Member[],
    refs: readonly ProfileRef[],
  ): Promise<readonly ProfileAnswer[]> {
    const [first, ...others] = members;
    if (!first) return Promise.resolve([]);
    const options = this.calls.options([first, ...others], 'profiles', run.signal);
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
    members: readonly Member[],
    answers: readonly ProfileAnswer[],
    look: Look,
  ): Promise<ProfileRead[]> {
    const missing = members.flatMap((member, index) => {
      const answer = answers[index];
      const unknown = answer?.ok === false && answer.error.code === 'PROFILE_NOT_FOUND';
      const locator = unknown && member.source.consent === null ? this.profiles.handleLocator(member.subject) : null;
      return locator ? [{ member, locator }] : [];
    });
    const others = await this.lookAgain(missing, look);
    return members.map((member, index) => ({ member, found: others.get(member) ?? ownAnswer(answers[index]) }));
  }

  /** Whose handle is another's by now, and whose look failed: that one is to be read again, the others have been read. */
  private async lookAgain(
    missing: readonly { readonly member: Member; readonly locator: ProfileRef['locator'] }[],
    look: Look,
  ): Promise<ReadonlyMap<Member, PlatformError>> {
    if (missing.length === 0) return new Map();
    const whose = missing.map(({ member }) => member);
    try {
      const looks = await look(whose, missing);
      const taken = whose.filter(({ subject }, index) => isAnother(looks[index], subject.platformAccountId));
      return new Map(taken.map((member) => [member, reassigned()]));
    } catch (error) {
      if (!(error instanceof PlatformError) || saysNothingOfAll(error)) return new Map();
      return new Map(whose.map((member) => [member, error]));
    }
  }
}

const isAnother = (look: ProfileAnswer | undefined, accountId: string | null): boolean =>
  look?.ok === true && look.profile.platformAccountId !== accountId;

const reassigned = () => new PlatformError('PROFILE_HANDLE_REASSIGNED', { note: 'its id is nobody’s' });

function ownAnswer(answer: ProfileAnswer | undefined): Found | Error {
  if (!answer) return new PlatformError('SYNC_INTERNAL', { note: 'no answer for the account' });
  return answer.ok ? answer : answer.error;
}
