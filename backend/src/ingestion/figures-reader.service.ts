/**
 * Reads posts of a whole group by their ids, packed into full calls, and stores what came of them: figures that are due, and
 * posts of which a list told nothing but ids.
 */
import { Injectable, Logger } from '@nestjs/common';
import { ConnectionSyncService } from '../connections/connection-sync.service.js';
import { chunked } from '../core/chunked.js';
import { Clock } from '../core/clock.js';
import { CONNECTION_CODES } from '../core/connection-codes.js';
import type { PostDetails, PostFigures, PostRef } from '../platforms/contract/fetcher.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import { AccountCalls } from './account-calls.service.js';
import { Lanes } from './lanes.js';
import type { DueAge } from './figures-plan.js';
import { FiguresOutcome } from './figures-outcome.js';
import type { FiguresRead, FiguresWish } from './figures-outcome.js';
import { packsOf, waiting } from './figures-packs.js';
import type { FiguresUnit, Pack } from './figures-packs.js';
import type { GroupRun } from './group-run.js';
import type { Member } from './member.js';
import { NewPosts } from './new-posts.service.js';
import type { NewPost } from './new-posts.service.js';
import type { DuePost } from './post-figures.repository.js';
import { PostStore } from './post-store.service.js';
import { saysNothingOfAll } from './senseless.js';

interface Wanted extends NewPost {
  readonly withinList: boolean;
  /** Whose figures are due; null where nothing but its id is known. */
  readonly age: number | null;
}
type Unit = FiguresUnit<Wanted> & { readonly member: Member; readonly age: DueAge };

/** Null: it was not asked for, or nobody answered. */
type Answered = Wanted & { readonly answer: PostFigures | PostDetails | null };

const CALLS_AT_ONCE = 2;
/** Stored together: what a worker that is lost takes with it, and what one transaction does well within its time. */
const POSTS_AT_ONCE = 2_000;

interface Asking {
  readonly run: GroupRun;
  readonly outcome: FiguresOutcome;
  /** A limit is reached, or the group ends: no more calls for figures are tried. */
  over: boolean;
}

@Injectable()
export class FiguresReader {
  private readonly log = new Logger(FiguresReader.name);

  constructor(
    private readonly calls: AccountCalls,
    private readonly sync: ConnectionSyncService,
    private readonly store: PostStore,
    private readonly newPosts: NewPosts,
    private readonly clock: Clock,
  ) {}

  /**
   * By connection. All are read alike, as their profiles were. Figures that fail are read with a later sync: nobody's sync
   * fails of them. New posts that fail are the failure of those whose they are.
   */
  async read(run: GroupRun, wishes: readonly FiguresWish[]): Promise<ReadonlyMap<Member, FiguresRead>> {
    const asking: Asking = { run, outcome: new FiguresOutcome(), over: false };
    for (const packs of portions(await this.packs(asking, wishes))) {
      const answered = (await new Lanes(CALLS_AT_ONCE).each(packs, (pack) => this.ask(asking, pack))).flat();
      await this.storeAll(answered, asking.outcome);
    }
    return new Map(wishes.map((wish) => [wish.member, asking.outcome.of(wish)]));
  }

  private async packs({ run, outcome }: Asking, wishes: readonly FiguresWish[]): Promise<Pack<Wanted>[]> {
    const [first] = wishes;
    if (!first) return [];
    const size = this.calls.figuresPerCall(first.member.subject.platform) ?? 1;
    const fresh = wishes.flatMap(({ member, fresh: posts }) => posts.map((post) => newPost(member, post)));
    const units = await this.units(wishes, outcome);
    const later = run.group.urgent ? new Set() : waiting(units, fresh.length, size);
    for (const { member, age } of units.filter((unit) => later.has(unit))) outcome.leave(member, age.age);
    const figures = units.filter((unit) => !later.has(unit)).flatMap(({ posts }) => posts);
    return packsOf(fresh, figures, size);
  }

  private async units(wishes: readonly FiguresWish[], outcome: FiguresOutcome): Promise<Unit[]> {
    try {
      const byAgency = Map.groupBy(wishes, ({ member }) => member.lease.agencyId);
      return (await Promise.all([...byAgency].map(([agencyId, own]) => this.unitsOf(agencyId, own)))).flat();
    } catch (error) {
      this.log.warn({ err: error, message: 'Posts were not looked up; a later sync reads their figures' });
      for (const wish of wishes) outcome.leaveAll(wish);
      return [];
    }
  }

  private async unitsOf(agencyId: string, wishes: readonly FiguresWish[]): Promise<Unit[]> {
    const asked = wishes.flatMap(({ member: { subject }, ages }) =>
      subject.platformAccountId === null || ages.length === 0
        ? []
        : [{ connectionId: subject.connectionId, platformAccountId: subject.platformAccountId, ages }],
    );
    const due = asked.length === 0 ? [] : await this.store.postsDue(agencyId, asked);
    const found = Map.groupBy(due, ({ connectionId }) => connectionId);
    return wishes.flatMap((wish) => unitsIn(wish, found.get(wish.member.lease.connectionId) ?? []));
  }

  private async ask(asking: Asking, pack: Pack<Wanted>): Promise<Answered[]> {
    const { whole, posts } = pack;
    const members = [...new Set(posts.map(({ member }) => member))];
    const [first, ...others] = members;
    if (!first || (asking.over && !whole)) return unanswered(posts);
    const options = this.calls.options([first, ...others], whole ? 'posts' : 'figures', asking.run.signal);
    const { gateway } = this.calls;
    const { platform } = first.subject;
    try {
      const answers = whole
        ? await gateway.fetchPostDetails(platform, posts, options)
        : await gateway.fetchPostFigures(platform, posts, options);
      asking.run.makesSense();
      return posts.map((post, index) => ({ ...post, answer: answers[index] ?? null }));
    } catch (error) {
      if (posts.length > 1 && saysNothingOfAll(error) && asking.run.halve()) return this.askApart(asking, pack);
      return this.refused(asking, pack, error as Error);
    }
  }

  /** One post can spoil an answer that is for many: halves of halves find it, and the others are read. */
  private async askApart(asking: Asking, { whole, posts }: Pack<Wanted>): Promise<Answered[]> {
    const half = Math.ceil(posts.length / 2);
    const first = await this.ask(asking, { whole, posts: posts.slice(0, half) });
    return [...first, ...(await this.ask(asking, { whole, posts: posts.slice(half) }))];
  }

  private refused(asking: Asking, { whole, posts }: Pack<Wanted>, error: Error): Answered[] {
    for (const { member } of posts.filter(isNew)) asking.outcome.fail(member, error);
    if (!whole) asking.over ||= isLimit(error) || asking.run.signal.aborted;
    this.log.warn({ err: error, posts: posts.length, message: 'Posts were not read; a later sync asks again' });
    return unanswered(posts);
  }

  private async storeAll(answered: readonly Answered[], outcome: FiguresOutcome): Promise<void> {
    const readAt = this.clock.now();
    const due = answered.filter((one) => !isNew(one));
    const read = due.filter(({ answer }) => answer !== null);
    const byAgency = Map.groupBy(read, ({ member }) => member.lease.agencyId);
    const [stored] = await Promise.all([
      Promise.all([...byAgency].map(([agencyId, own]) => this.storeOwn(agencyId, own, readAt))),
      this.newPosts.store(answered.filter(isNew), outcome),
    ]);
    const held = new Set(stored.flat());
    for (const one of due) {
      if (one.age !== null && (one.answer === null || !held.has(one.member))) outcome.leave(one.member, one.age);
      if (isMissed(one)) outcome.miss(one.member);
    }
  }

  private async storeOwn(agencyId: string, own: readonly Answered[], readAt: Date): Promise<Member[]> {
    const members = [...new Set(own.map(({ member }) => member))];
    const source = members[0]?.source.consent ? 'consent' : 'public';
    try {
      return await this.sync.fencedMany(
        agencyId,
        members.map(({ lease }) => lease),
        async (tx, held) => {
          const figures = own.flatMap(({ member: { lease }, platformPostId, answer }) =>
            answer?.ok && held.has(lease.connectionId)
              ? [{ connectionId: lease.connectionId, platformPostId, ...figuresIn(answer) }]
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

const isNew = ({ age }: Wanted): boolean => age === null;
const newPost = (member: Member, post: PostRef): Wanted => ({ ...post, member, withinList: false, age: null });

const unanswered = (posts: readonly Wanted[]): Answered[] => posts.map((post) => ({ ...post, answer: null }));

const isLimit = (error: unknown): boolean =>
  error instanceof PlatformError && CONNECTION_CODES[error.code].retry === 'when-told';

/** An age of which no post is there is read as it is. */
function unitsIn({ member, ages }: FiguresWish, due: readonly DuePost[]): Unit[] {
  return ages.flatMap((age) => {
    const posts = due
      .filter(({ publishedAt: at }) => (age.from === null || at >= age.from) && at < age.to)
      .map(({ platformPostId, platformAccountId, withinList }): Wanted => {
        return { member, platformPostId, platformAccountId, withinList, age: age.age };
      });
    return posts.length > 0 ? [{ member, age, posts }] : [];
  });
}

function figuresIn(answer: Extract<PostFigures | PostDetails, { ok: true }>) {
  const { metrics, blanks } = 'post' in answer ? answer.post : answer;
  return { metrics, blanks };
}

const portions = (packs: readonly Pack<Wanted>[]): Pack<Wanted>[][] =>
  chunked(packs, Math.max(CALLS_AT_ONCE, Math.floor(POSTS_AT_ONCE / (packs[0]?.posts.length ?? 1))));

/** Beyond the depth of its list nobody could tell whether it was deleted: there is nothing to look for. */
const isMissed = ({ answer, withinList }: Answered): boolean =>
  withinList && answer?.ok === false && answer.error === 'gone';
