/**
 * Writes what syncs read, in fenced transactions: what several connections of an agency bring at the same time goes in
 * together. Each piece has an end of its own; LeaseLost where the lease was lost.
 */
import { Injectable } from '@nestjs/common';
import { AlertService } from '../connections/alert.service.js';
import type { Ending, FencedRow, Lease } from '../connections/connection-sync.service.js';
import { ConnectionSyncService, LeaseLost } from '../connections/connection-sync.service.js';
import { ProfileStoreService } from '../connections/profile-store.service.js';
import type { Tx } from '../core/database/database.service.js';
import { Gather } from '../core/gather.js';
import type { Results } from '../core/gather.js';
import type { NormalizedPost, NormalizedProfile } from '../platforms/contract/normalized.js';
import { AccountCalls } from './account-calls.service.js';
import type { Burial } from './listing-walk.js';
import type { Member } from './member.js';
import { PostStore } from './post-store.service.js';
import type { Stand } from './post-store.service.js';
import { SyncRunRepository } from './sync-run.repository.js';
import type { RunOutcome } from './sync-run.repository.js';

interface ProfilePiece {
  readonly member: Member;
  readonly profile: NormalizedProfile;
  readonly readAt: Date;
}

interface PagePiece {
  readonly member: Member;
  readonly posts: readonly NormalizedPost[];
  readonly readAt: Date;
  readonly stand: Stand | null;
}

interface EndPiece {
  readonly member: Member;
  readonly outcome: RunOutcome;
  readonly at: Date;
  /** Null: the lease is given back, and nothing has happened. */
  readonly ending: Ending | null;
  /** What a complete listing did not meet is gone. */
  readonly burial?: Burial | null;
}

interface StoredPage {
  readonly inserted: number;
  readonly changed: number;
  /** Of the page, were there before. */
  readonly known: number;
}

type Held = ReadonlyMap<string, FencedRow>;

/** Pages and ends come one by one. So long is little beside a call, and saves most of the transactions. */
const LINGER_MS = 20;

@Injectable()
export class SyncWriter {
  private readonly profilePieces = new Gather<ProfilePiece, void>((agencyId, pieces) =>
    this.fenced(agencyId, pieces, (tx, mine) => this.storeProfiles(tx, mine)),
  );
  private readonly pagePieces = new Gather<PagePiece, StoredPage>(
    (agencyId, pieces) => this.fenced(agencyId, pieces, (tx, mine, held) => this.storePages(tx, mine, held)),
    () => LINGER_MS,
  );
  private readonly endPieces = new Gather<EndPiece, void>(
    (agencyId, pieces) => this.fenced(agencyId, pieces, (tx, mine, held) => this.end(tx, mine, held)),
    () => LINGER_MS,
  );

  constructor(
    private readonly sync: ConnectionSyncService,
    private readonly profiles: ProfileStoreService,
    private readonly posts: PostStore,
    private readonly calls: AccountCalls,
    private readonly runs: SyncRunRepository,
    private readonly alerts: AlertService,
  ) {}

  /** Rejects with PlatformError where this profile may not be stored, with LeaseLost, or with what the database says. */
  profile(piece: ProfilePiece): Promise<void> {
    return this.profilePieces.add(piece.member.lease.agencyId, piece);
  }

  /** The page, and where the listing stands after it. */
  async page(piece: PagePiece): Promise<StoredPage> {
    const { member, posts } = piece;
    const stored = await this.pagePieces.add(member.lease.agencyId, piece);
    member.tally.postsSeen += posts.length;
    member.tally.postsNew += stored.inserted;
    member.tally.postsChanged += stored.changed;
    return stored;
  }

  finish(piece: EndPiece): Promise<void> {
    return this.endPieces.add(piece.member.lease.agencyId, piece);
  }

  private fenced<P extends { readonly member: Member }, R>(
    agencyId: string,
    pieces: readonly P[],
    work: (tx: Tx, mine: readonly P[], held: Held) => Promise<ReadonlyMap<string, R | Error>>,
  ): Promise<Results<R>> {
    const leases = pieces.map(({ member }) => member.lease);
    return this.sync.fencedMany(agencyId, leases, async (tx, held) => {
      const mine = pieces.filter(({ member }) => holds(held, member.lease));
      const results = mine.length > 0 ? await work(tx, mine, held) : new Map<string, R | Error>();
      return leases.map((lease) =>
        holds(held, lease) ? (results.get(lease.connectionId) as R | Error) : new LeaseLost(lease),
      );
    });
  }

  private async storeProfiles(tx: Tx, mine: readonly ProfilePiece[]) {
    const reads = mine.map(({ member: { subject }, profile, readAt }) => ({ subject, profile, readAt }));
    const refused = await this.profiles.storeMany(tx, reads);
    const stored = mine.filter(({ member }) => !refused.has(member.lease.connectionId));
    await this.posts.recordSnapshots(
      tx,
      stored.map(({ member: { subject }, profile, readAt }) => ({ subject, profile, capturedAt: readAt })),
    );
    for (const { member } of stored) if (member.source.consent) await this.calls.proved(tx, member.source);
    return refused;
  }

  private async storePages(tx: Tx, mine: readonly PagePiece[], held: Held) {
    for (const { member, stand } of mine) if (stand?.checkpoint) await this.forgive(tx, member, held);
    const pages = mine.map(({ member: { subject }, posts, readAt, stand }) => ({ subject, posts, readAt, stand }));
    return this.posts.storePages(tx, pages);
  }

  /** Sent one after the other, without waiting for what each says. */
  private async end(tx: Tx, mine: readonly EndPiece[], held: Held): Promise<ReadonlyMap<string, void>> {
    const { ends, returned } = sorted(mine, held);
    await Promise.all([
      ...mine.flatMap(({ member, burial }) => (burial ? [this.posts.entomb(tx, member.subject, burial)] : [])),
      this.runs.closeMany(
        tx,
        mine.map(({ member: { lease, tally }, outcome, ending, at }) => ({
          lease,
          end: { outcome, code: ending?.code ?? null, finishedAt: at, tally },
        })),
      ),
      ...(ends.length > 0 ? [this.sync.endMany(tx, ends)] : []),
      ...(returned.length > 0 ? [this.sync.releaseMany(tx, returned)] : []),
      this.alerts.followMany(tx, ends),
    ]);
    return new Map();
  }

  /** It came further than any sync before it. */
  private async forgive(tx: Tx, { lease }: Member, held: Held): Promise<void> {
    const row = held.get(lease.connectionId);
    if (row) await this.sync.progressed(tx, lease, row);
  }
}

/** A worker that lost a lease may have taken the same connection again, and write for both at the same time. */
const holds = (held: Held, { connectionId, token }: Lease): boolean => held.get(connectionId)?.token === token;

/** Those that end, and those that are given back. Who was asked for again meanwhile is due at once. */
function sorted(pieces: readonly EndPiece[], held: Held) {
  const ends: { lease: Lease; ending: Ending }[] = [];
  const returned: { lease: Lease; row: FencedRow }[] = [];
  for (const {
    member: { lease },
    ending,
  } of pieces) {
    const row = held.get(lease.connectionId);
    if (!row) continue;
    if (ending) ends.push({ lease, ending });
    else returned.push({ lease, row });
  }
  return { ends, returned };
}
