/** Reads figures of posts of a whole group, packed into full calls, and stores what came of them. */
import { Injectable, Logger } from '@nestjs/common';
import { ConnectionSyncService } from '../connections/connection-sync.service.js';
import { Clock } from '../core/clock.js';
import { CONNECTION_CODES } from '../core/connection-codes.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import { isAccountError } from '../platforms/contract/account-error.js';
import type { PostFigures } from '../platforms/contract/fetcher.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import { AccountCalls } from './account-calls.service.js';
import { Lanes } from './lanes.js';
import { sharedCalls } from './call-tally.js';
import type { DueAge } from './figures-plan.js';
import type { GroupRun } from './group-run.js';
import type { Member } from './member.js';
import { PostStore } from './post-store.service.js';

interface FiguresWish {
  readonly member: Member;
  readonly ages: readonly DueAge[];
}

/** What came of a wish: whether all of it was read, and whether a post was not shown any more. */
export interface FiguresRead {
  readonly whole: boolean;
  readonly missed: boolean;
}

interface Wanted {
  readonly member: Member;
  readonly platformPostId: string;
  readonly platformAccountId: string;
  readonly withinList: boolean;
}

type Answered = Wanted & { readonly answer: PostFigures | null };

const CALLS_AT_ONCE = 2;
/** Stored together: what a worker that is lost takes with it, and what one transaction does well within its time. */
const POSTS_AT_ONCE = 2_000;

/** Where a limit is reached, or the group ends, no more of its calls are tried. */
interface Asking {
  over: boolean;
  /** Packs that were asked for in halves. */
  apart: number;
}

/** Enough for a few bad posts among many; where all answers make no sense, calls are not to be multiplied. */
const MOST_APART = 24;

@Injectable()
export class FiguresReader {
  private readonly log = new Logger(FiguresReader.name);

  constructor(
    private readonly calls: AccountCalls,
    private readonly sync: ConnectionSyncService,
    private readonly store: PostStore,
    private readonly clock: Clock,
  ) {}

  /** By connection. All are read alike, as their profiles were. Figures that fail are read with a later sync: nobody's sync fails of it. */
  async read(run: GroupRun, wishes: readonly FiguresWish[]): Promise<ReadonlyMap<Member, FiguresRead>> {
    const unread = new Set<Member>();
    const missed = new Set<Member>();
    const asking: Asking = { over: false, apart: 0 };
    for (const packs of portions(await this.packs(wishes, unread))) {
      const answered = (await new Lanes(CALLS_AT_ONCE).each(packs, (pack) => this.ask(run, pack, asking))).flat();
      const stored = await this.storeAll(answered);
      for (const one of answered) {
        if (one.answer === null || !stored.has(one.member)) unread.add(one.member);
        if (isMissed(one)) missed.add(one.member);
      }
    }
    return new Map(wishes.map(({ member }) => [member, { whole: !unread.has(member), missed: missed.has(member) }]));
  }

  private async packs(wishes: readonly FiguresWish[], unread: Set<Member>): Promise<Wanted[][]> {
    try {
      const wanted = await this.wanted(wishes);
      const [first] = wanted;
      return packed(wanted, first ? (this.calls.figuresPerCall(first.member.subject.platform) ?? 1) : 1);
    } catch (error) {
      this.log.warn({ err: error, message: 'Posts were not looked up; a later sync reads their figures' });
      for (const { member } of wishes) unread.add(member);
      return [];
    }
  }

  private async wanted(wishes: readonly FiguresWish[]): Promise<Wanted[]> {
    const byAgency = Map.groupBy(wishes, ({ member }) => member.lease.agencyId);
    const found = await Promise.all(
      [...byAgency].map(async ([agencyId, own]) => {
        const members = new Map(own.map(({ member }) => [member.lease.connectionId, member]));
        const asked = own.flatMap(({ member: { subject }, ages }) =>
          subject.platformAccountId === null
            ? []
            : [{ connectionId: subject.connectionId, platformAccountId: subject.platformAccountId, ages }],
        );
        const due = asked.length === 0 ? [] : await this.store.postsDue(agencyId, asked);
        return due.flatMap(({ connectionId, ...post }) => {
          const member = members.get(connectionId);
          return member ? [{ member, ...post }] : [];
        });
      }),
    );
    return found.flat();
  }

  private async ask(run: GroupRun, pack: readonly Wanted[], asking: Asking): Promise<Answered[]> {
    const members = [...new Set(pack.map(({ member }) => member))];
    const [first, ...others] = members;
    if (!first || asking.over) return pack.map((post) => ({ ...post, answer: null }));
    const sources = [first.source, ...others.map(({ source }) => source)] as const;
    const options = this.calls.options(sources, run.signal, sharedCalls(members));
    try {
      const answers = await this.calls.gateway.fetchPostFigures(first.subject.platform, pack, options);
      return pack.map((post, index) => ({ ...post, answer: answers[index] ?? null }));
    } catch (error) {
      if (pack.length > 1 && asking.apart < MOST_APART && isSpoilt(error)) return this.askApart(run, pack, asking);
      asking.over ||= isLimit(error) || run.signal.aborted;
      this.log.warn({ err: error, posts: pack.length, message: 'Figures were not read; a later sync asks again' });
      return pack.map((post) => ({ ...post, answer: null }));
    }
  }

  /** One post can spoil an answer that is for many: halves of halves find it, and the others are read. */
  private async askApart(run: GroupRun, pack: readonly Wanted[], asking: Asking): Promise<Answered[]> {
    asking.apart += 1;
    const half = Math.ceil(pack.length / 2);
    const first = await this.ask(run, pack.slice(0, half), asking);
    return [...first, ...(await this.ask(run, pack.slice(half), asking))];
  }

  /** Who was stored. */
  private async storeAll(answered: readonly Answered[]): Promise<ReadonlySet<Member>> {
    const readAt = this.clock.now();
    const read = answered.filter(({ answer }) => answer !== null);
    const byAgency = Map.groupBy(read, ({ member }) => member.lease.agencyId);
    const stored = await Promise.all([...byAgency].map(([agencyId, own]) => this.storeOwn(agencyId, own, readAt)));
    return new Set(stored.flat());
  }

  private async storeOwn(agencyId: string, own: readonly Answered[], readAt: Date): Promise<Member[]> {
    const members = [...new Set(own.map(({ member }) => member))];
    const source = members[0]?.source.consent ? 'consent' : 'public';
    try {
      return await this.sync.fencedMany(
        agencyId,
        members.map(({ lease }) => lease),
        async (tx, held) => {
          const figures = own.flatMap(({ member, platformPostId, answer }) =>
            answer?.ok === true && held.has(member.lease.connectionId)
              ? [
                  {
                    connectionId: member.lease.connectionId,
                    platformPostId,
                    metrics: answer.metrics,
                    blanks: answer.blanks,
                  },
                ]
              : [],
          );
          if (figures.length > 0) await this.store.storeFigures(tx, agencyId, figures, readAt, source);
          return members.filter(({ lease }) => held.has(lease.connectionId));
        },
      );
    } catch (error) {
      if (members.length > 1) return this.storeEach(agencyId, own, readAt);
      this.log.warn({ err: error, message: 'Figures were not stored; a later sync reads them again' });
      return [];
    }
  }

  /** One bad row stops no other connection. */
  private async storeEach(agencyId: string, own: readonly Answered[], readAt: Date): Promise<Member[]> {
    const stored: Member[] = [];
    for (const one of Map.groupBy(own, ({ member }) => member).values())
      stored.push(...(await this.storeOwn(agencyId, one, readAt)));
    return stored;
  }
}

const SENSELESS: readonly ConnectionCode[] = ['PLATFORM_CONTRACT_CHANGED', 'SYNC_INTERNAL'];

/** It makes no sense, or cannot hold for all who were asked for. */
const isSpoilt = (error: unknown): boolean =>
  error instanceof PlatformError && (SENSELESS.includes(error.code) || isAccountError(error));

const isLimit = (error: unknown): boolean =>
  error instanceof PlatformError && CONNECTION_CODES[error.code].retry === 'when-told';

const packed = (wanted: readonly Wanted[], size: number): Wanted[][] =>
  Array.from({ length: Math.ceil(wanted.length / size) }, (_, pack) => wanted.slice(pack * size, (pack + 1) * size));

function* portions(packs: readonly Wanted[][]): Generator<readonly Wanted[][]> {
  const most = Math.max(CALLS_AT_ONCE, Math.floor(POSTS_AT_ONCE / (packs[0]?.length ?? 1)));
  for (let from = 0; from < packs.length; from += most) yield packs.slice(from, from + most);
}

/** Beyond the depth of its list nobody could tell whether it was deleted: there is nothing to look for. */
const isMissed = ({ answer, withinList }: Answered): boolean =>
  withinList && answer?.ok === false && answer.error === 'gone';
