/** What came of the posts that were asked for one by one, by account. */
import type { PostRef } from '../platforms/contract/fetcher.js';
import type { DueAge } from './figures-plan.js';
import type { Member } from './member.js';

/** Whose posts are wanted: figures of these ages, and posts of which nothing but their ids is known. */
export interface FiguresWish {
  readonly member: Member;
  readonly ages: readonly DueAge[];
  readonly fresh: readonly PostRef[];
}

/** What came of a wish. */
export interface FiguresRead {
  /** Ages of which all was read. */
  readonly read: readonly DueAge[];
  /** A post was not shown any more. */
  readonly missed: boolean;
  /** When the newest of the posts that were read whole was published. */
  readonly newestAt: Date | null;
  /** Why posts could not be read whole; null where none were to be, or all are stored. */
  readonly failure: Error | null;
}

export class FiguresOutcome {
  private readonly unread = new Map<Member, Set<number>>();
  private readonly missed = new Set<Member>();
  private readonly failures = new Map<Member, Error>();
  private readonly newest = new Map<Member, Date>();

  leave(member: Member, age: number): void {
    const ages = this.unread.get(member) ?? new Set();
    this.unread.set(member, ages.add(age));
  }

  leaveAll({ member, ages }: FiguresWish): void {
    for (const { age } of ages) this.leave(member, age);
  }

  miss(member: Member): void {
    this.missed.add(member);
  }

  fail(member: Member, failure: Error): void {
    if (!this.failures.has(member)) this.failures.set(member, failure);
  }

  met(member: Member, publishedAt: readonly Date[]): void {
    for (const at of publishedAt) {
      const known = this.newest.get(member);
      if (!known || at > known) this.newest.set(member, at);
    }
  }

  of({ member, ages }: FiguresWish): FiguresRead {
    const unread = this.unread.get(member);
    return {
      read: ages.filter(({ age }) => !unread?.has(age)),
      missed: this.missed.has(member),
      newestAt: this.newest.get(member) ?? null,
      failure: this.failures.get(member) ?? null,
    };
  }
}
