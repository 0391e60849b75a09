/**
 * A group from its beginning to everybody's end: profiles in full calls, lists of posts a few at a time, figures packed, and
 * each connection ended as soon as nothing more is wanted of it.
 */
import { Injectable } from '@nestjs/common';
import type { Begun } from '../connections/connection-sync.service.js';
import { chunked } from '../core/chunked.js';
import { AccountCalls } from './account-calls.service.js';
import type { FiguresRead } from './figures-outcome.js';
import { FiguresReader } from './figures-reader.service.js';
import { GroupEndings } from './group-endings.service.js';
import type { GroupRun } from './group-run.js';
import { Lanes } from './lanes.js';
import { Member } from './member.js';
import { Pace } from './pace.js';
import { PostReader } from './post-reader.service.js';
import type { Listed } from './post-reader.service.js';
import { ProfileReader } from './profile-reader.service.js';
import type { ProfileRead } from './profile-reader.service.js';

const PROFILE_CALLS_AT_ONCE = 2;
/** A few for a few, and never so many that a platform would mind: what its limits allow is the budget's to say. */
const LISTS_AT_ONCE = { least: 4, most: 32, share: 1 / 8 } as const;
/** Accounts whose lists are read or being stored: what was read and is not stored yet takes memory. */
const LISTS_IN_HAND = 48;

/** Lists and look-ups that follow on a call for profiles: about so many, and fewer of a platform that packs more of them. */
const FOLLOWING = 1 / 2;

/** How many calls of each kind are under way at a time for those who are read alike. */
interface ReadLanes {
  readonly profiles: Lanes;
  readonly lists: Lanes;
  readonly inHand: Lanes;
}

@Injectable()
export class GroupReader {
  constructor(
    private readonly calls: AccountCalls,
    private readonly profiles: ProfileReader,
    private readonly posts: PostReader,
    private readonly figures: FiguresReader,
    private readonly endings: GroupEndings,
    private readonly pace: Pace,
  ) {}

  /** Resolves when all have ended, each in its own way. Never rejects. */
  async read(run: GroupRun, begun: readonly Begun[]): Promise<void> {
    const members = begun.map(({ lease, subject }) => new Member(lease, { consent: null, subject }));
    run.admit(members);
    const alike = await this.alike(run, members);
    await Promise.all(alike.map((part) => this.readAlike(run, part)));
  }

  /** Those who are read with the same keys can share calls; whoever is read by consent is alone. */
  private async alike(run: GroupRun, members: readonly Member[]): Promise<Member[][]> {
    const keyed = await Promise.all(members.map(async (member) => ({ member, key: await this.keyOf(run, member) })));
    const known = keyed.filter(({ key }) => key !== null);
    return [...Map.groupBy(known, ({ key }) => key).values()].map((part) => part.map(({ member }) => member));
  }

  /** Null where there is no way to read it, and it has ended. */
  private async keyOf(run: GroupRun, member: Member): Promise<string | null> {
    const { platform, agencyId, connectionId } = member.subject;
    try {
      member.source = await this.calls.source(member.subject);
      return member.source.consent ? connectionId : await this.calls.credentialOf(platform, agencyId);
    } catch (error) {
      await this.endings.fail(run, member, error);
      return null;
    }
  }

  private async readAlike(run: GroupRun, members: readonly Member[]): Promise<void> {
    const lanes: ReadLanes = {
      profiles: new Lanes(PROFILE_CALLS_AT_ONCE),
      lists: new Lanes(listsAtOnce(members.length)),
      inHand: new Lanes(LISTS_IN_HAND),
    };
    const packs = this.packed(members);
    const admission = this.calls.gateway.admission(Math.ceil(packs.length * (1 + FOLLOWING)) + 1);
    for (const member of members) member.admission = admission;
    const read = await Promise.all(packs.map((pack) => this.readPack(run, pack, lanes)));
    const listed = read.flat().filter((one) => one !== null);
    const wanting = listed.map(({ member, left, fresh }) => ({ member, ages: left, fresh }));
    const figures = await this.figures.read(run, wanting);
    await Promise.all(listed.map((one) => this.end(run, one, figures.get(one.member))));
  }

  private end(run: GroupRun, one: Listed, read: FiguresRead | undefined): Promise<void> {
    if (read?.failure) return this.endings.fail(run, one.member, read.failure);
    return this.endings.succeed(run, one.member, read ? this.posts.withFigures(one, read) : one.posts);
  }

  /** One pack's calls go out while what another brought is stored. */
  private async readPack(run: GroupRun, pack: readonly Member[], lanes: ReadLanes): Promise<(Listed | null)[]> {
    const reads = await this.profiles.read(run, pack, lanes.profiles);
    return Promise.all(reads.map((read) => this.list(run, read, lanes)));
  }

  private packed(members: readonly Member[]): Member[][] {
    const size = members[0] ? this.pace.batchOf(members[0].subject.platform) : 1;
    return chunked(members, size);
  }

  /** Null where nothing more is wanted, and it has ended. */
  private async list(run: GroupRun, { member, found }: ProfileRead, lanes: ReadLanes): Promise<Listed | null> {
    try {
      if (found instanceof Error) throw found;
      const plan = this.posts.plan(member, found);
      const listed = await (plan
        ? lanes.inHand.run(() => this.posts.read(member, found, plan, lanes.lists))
        : this.posts.read(member, found, null, lanes.lists));
      if (listed.left.length > 0 || listed.fresh.length > 0) return listed;
      await this.endings.succeed(run, member, listed.posts);
      return null;
    } catch (error) {
      return this.otherwise(run, member, error, lanes);
    }
  }

  /** Where a consent turns out to have ended, what is public is read at once. */
  private async otherwise(run: GroupRun, member: Member, error: unknown, lanes: ReadLanes): Promise<Listed | null> {
    const other = this.calls.instead(member.source, error);
    if (!other) {
      await this.endings.fail(run, member, error);
      return null;
    }
    member.source = other;
    const [read] = await this.profiles.read(run, [member], lanes.profiles);
    return read ? this.list(run, read, lanes) : null;
  }
}

const listsAtOnce = (members: number): number =>
  Math.min(LISTS_AT_ONCE.most, Math.max(LISTS_AT_ONCE.least, Math.ceil(members * LISTS_AT_ONCE.share)));
