/** Writes what was read of posts and figures, of many connections of one agency at once, in the caller's fenced transaction. */
import { Injectable } from '@nestjs/common';
import type { Subject } from '../connections/connection-sync.service.js';
import { ProfileStoreService } from '../connections/profile-store.service.js';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import type { NormalizedPost, NormalizedProfile } from '../platforms/contract/normalized.js';
import type { PostSpan } from './figures-plan.js';
import type { Burial } from './listing-walk.js';
import { PostFiguresRepository } from './post-figures.repository.js';
import type { DuePost, KnownPost, ReadFigures } from './post-figures.repository.js';
import { PostPictureRepository } from './post-picture.repository.js';
import { PostRepository } from './post.repository.js';
import type { ReadFacts, ReadPost, WrittenPosts } from './post.repository.js';
import { SnapshotRepository } from './snapshot.repository.js';
import { batches, distinct } from './write-batches.js';

const NOTHING = { inserted: 0, changed: 0, known: 0 } as const;

/** Where the listing stands after a page. */
export interface Stand {
  readonly checkpoint: string | null;
  readonly seen: number;
}

/** Of a connection, what its rows are written by. */
export type Owner = Pick<Subject, 'agencyId' | 'connectionId' | 'platform' | 'method'>;

export interface ReadPage {
  readonly subject: Owner;
  readonly posts: readonly NormalizedPost[];
  readonly readAt: Date;
  /** Null where nothing is to be remembered. */
  readonly stand: Stand | null;
}

/** Of a page: how many posts were new, how many changed (those that are there again too), and how many were there all the time. */
export interface StoredPage {
  readonly inserted: number;
  readonly changed: number;
  readonly known: number;
}

export interface ReadProfile {
  readonly subject: Owner;
  readonly profile: NormalizedProfile;
  readonly capturedAt: Date;
}

export type PostFiguresRead = Pick<ReadFigures, 'connectionId' | 'platformPostId' | 'metrics' | 'blanks'>;

export interface PostsWish {
  readonly connectionId: string;
  readonly platformAccountId: string;
  readonly ages: readonly PostSpan[];
}

type Tally = { -readonly [K in keyof StoredPage]: StoredPage[K] };

@Injectable()
export class PostStore {
  constructor(
    private readonly database: Database,
    private readonly posts: PostRepository,
    private readonly figures: PostFiguresRepository,
    private readonly pictures: PostPictureRepository,
    private readonly snapshots: SnapshotRepository,
    private readonly profiles: ProfileStoreService,
  ) {}

  /** Each page and where its listing stands go in together, or not at all. All of one agency; a connection has one page. */
  async storePages(tx: Tx, pages: readonly ReadPage[]): Promise<ReadonlyMap<string, StoredPage>> {
    const agencyId = pages[0]?.subject.agencyId;
    if (agencyId === undefined) return new Map();
    const subjects = new Map(pages.map(({ subject }) => [subject.connectionId, subject]));
    const signedBy = (connectionId: string) => {
      const subject = subjects.get(connectionId);
      return subject && this.profiles.signedMedia(subject);
    };
    const read = pages.map((page) => ({ page, rows: this.rowsOf(page) }));
    const tally = new Map(
      read.map(({ page, rows }) => [page.subject.connectionId, { ...NOTHING, known: rows.length }]),
    );
    for (const batch of batches(read.flatMap(({ rows }) => rows))) {
      const settled = await this.pictures.settle(tx, agencyId, batch, signedBy);
      for (const written of await this.posts.store(tx, agencyId, settled))
        count(tally.get(written.connectionId), written);
      await this.posts.prolong(tx, agencyId, settled);
    }
    await this.profiles.saveCheckpoints(
      tx,
      pages.flatMap(({ subject: { connectionId }, stand }) => (stand ? [{ ...stand, agencyId, connectionId }] : [])),
    );
    return tally;
  }

  /** Figures that were looked up one by one. Connections of one platform; posts that are not there any more are left out. */
  async storeFigures(
    tx: Tx,
    agencyId: string,
    read: readonly PostFiguresRead[],
    readAt: Date,
    source: ReadFacts['source'],
  ): Promise<void> {
    const [first] = read;
    const platform = first && (await this.figures.platformOf(tx, agencyId, first.connectionId));
    if (!platform) return;
    const expiresAt = this.profiles.expiry({ platform, method: source === 'consent' ? 'OAUTH' : 'MANUAL' }, readAt);
    const rows = read.map((figures) => ({ ...figures, readAt, source, expiresAt }));
    for (const batch of batches(distinct(rows, (row) => row.platformPostId)))
      await this.figures.write(tx, agencyId, batch);
  }

  /** The posts of these ages, in one read of its own. */
  async postsDue(agencyId: string, wishes: readonly PostsWish[]): Promise<readonly DuePost[]> {
    const spans = wishes.flatMap(({ connectionId, platformAccountId, ages }) =>
      ages.map(({ from, to }) => ({ connectionId, platformAccountId, from, to })),
    );
    if (spans.length === 0) return [];
    return this.database.readInAgency(agencyId, (reader) => this.figures.due(reader, agencyId, spans));
  }

  /**
   * Those of an account's posts that are there. Of what may be kept for a time only, more than half of it is to be left, as
   * where whole posts are read again.
   */
  postsKnown(subject: Owner, postIds: readonly string[], now: Date): Promise<readonly KnownPost[]> {
    if (postIds.length === 0) return Promise.resolve([]);
    const expiresAt = this.profiles.expiry(subject, now);
    const until = expiresAt && new Date((now.getTime() + expiresAt.getTime()) / 2);
    return this.database.readInAgency(subject.agencyId, (reader) =>
      this.figures.known(reader, subject, postIds, until),
    );
  }

  /** Marks as deleted what a complete listing proved to be gone; answers how many posts that were. */
  entomb(tx: Tx, subject: Pick<Owner, 'agencyId' | 'connectionId'>, burial: Burial): Promise<number> {
    return this.posts.entomb(tx, subject, burial);
  }

  async recordSnapshots(tx: Tx, reads: readonly ReadProfile[]): Promise<void> {
    const agencyId = reads[0]?.subject.agencyId;
    if (agencyId === undefined) return;
    const rows = reads.map(({ subject, profile, capturedAt }) => ({
      ...this.factsOf(subject, capturedAt),
      metrics: profile.metrics,
    }));
    for (const batch of batches(rows)) await this.snapshots.record(tx, agencyId, batch);
  }

  private rowsOf({ subject, posts, readAt }: ReadPage): readonly ReadPost[] {
    const facts = this.factsOf(subject, readAt);
    const shown = new Map(posts.map((post) => [post.platformPostId, post])); // pinned and in its place: the last word counts
    return Array.from(shown.values(), (post) => ({ facts, post }));
  }

  private factsOf(subject: Owner, readAt: Date): ReadFacts {
    const { connectionId, method } = subject;
    const source = method === 'OAUTH' ? 'consent' : 'public';
    return { connectionId, source, readAt, expiresAt: this.profiles.expiry(subject, readAt) };
  }
}

function count(so: Tally | undefined, { inserted, changed, buried }: WrittenPosts): void {
  if (!so) return;
  so.inserted += inserted;
  so.changed += changed;
  so.known -= inserted + buried;
}
