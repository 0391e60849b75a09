/** A group under way: who is in it, whether it goes on, and what holds for all of them alike. */
import type { Lease } from '../connections/connection-sync.service.js';
import type { Group } from './groups.js';
import type { Member } from './member.js';

/** Enough to find several accounts or posts that spoil the answers for many. */
const HALVINGS = 24;

export class GroupRun {
  readonly ended: Promise<void>;
  /** The worker shuts down: what is under way ends, and leases are given back. */
  interrupted = false;
  /** It waits for its platform, and for nothing of ours. */
  still = false;
  /** One for all: they are due again at the same time, and stay together. */
  readonly chance = Math.random();
  private halvings = HALVINGS;
  private readonly abort = new AbortController();
  private readonly members = new Map<string, Member>();
  private readonly done = new Set<string>();
  private readonly moments = new WeakMap<Error, Date>();
  private resolveEnded: () => void = () => undefined;

  constructor(
    readonly group: Group,
    readonly startedAt: Date,
  ) {
    this.ended = new Promise((resolve) => (this.resolveEnded = resolve));
  }

  /** Ends what is under way for all of them. */
  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** Leases that are still to be kept. */
  get open(): readonly Lease[] {
    return this.group.leases.filter(({ connectionId }) => !this.done.has(connectionId));
  }

  /** Another number whenever one of them has come any further. */
  get progress(): number {
    let sum = this.members.size + this.done.size;
    for (const { tally, shared, profileReadAt } of this.members.values())
      sum += tally.calls + tally.pages + Number(shared) + Number(profileReadAt !== null);
    return sum;
  }

  admit(members: readonly Member[]): void {
    const admitted = new Set(members.map(({ lease }) => lease.connectionId));
    for (const { connectionId } of this.group.leases) if (!admitted.has(connectionId)) this.done.add(connectionId);
    for (const member of members) {
      this.members.set(member.lease.connectionId, member);
      if (this.interrupted) member.interrupt();
    }
  }

  /** Nothing more is done for this one. */
  settle({ lease }: Member): void {
    this.done.add(lease.connectionId);
  }

  /** Only these are still held. */
  keep(held: ReadonlySet<string>): void {
    const lost = this.open.filter(({ connectionId }) => !held.has(connectionId));
    for (const { connectionId } of lost) this.members.get(connectionId)?.lose();
    if (lost.length > 0 && lost.length === this.open.length) this.abort.abort();
  }

  interrupt(): void {
    this.interrupted = true;
    this.abort.abort();
    for (const member of this.members.values()) member.interrupt();
  }

  /**
   * Whether half as many may be asked for at a time, where an answer for many makes no sense. Where that never helps, it is the
   * platform that makes none, and calls are not to be multiplied.
   */
  halve(): boolean {
    if (this.halvings === 0) return false;
    this.halvings -= 1;
    return true;
  }

  /** An answer for many was as it should be. */
  makesSense(): void {
    this.halvings = Math.min(HALVINGS, this.halvings + 1);
  }

  /** When this failure happened: the same for all whom it concerns. */
  momentOf(failure: Error, now: Date): Date {
    const moment = this.moments.get(failure) ?? now;
    this.moments.set(failure, moment);
    return moment;
  }

  end(): void {
    this.resolveEnded();
  }
}
