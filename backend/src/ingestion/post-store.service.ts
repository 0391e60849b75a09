/** Writes what was read of posts and figures, in the caller's fenced transaction. */
import { Injectable } from '@nestjs/common';
import type { Subject } from '../connections/connection-sync.service.js';
import { ProfileStoreService } from '../connections/profile-store.service.js';
import type { Tx } from '../core/database/database.service.js';
import type { NormalizedPost, NormalizedProfile } from '../platforms/contract/normalized.js';
import { PostPictureRepository } from './post-picture.repository.js';
import { PostRepository } from './post.repository.js';
import { SnapshotRepository } from './snapshot.repository.js';

const BATCH = 500;

/** Where the listing stands after a page. */
export interface Stand {
  readonly checkpoint: string | null;
  readonly seen: number;
}

@Injectable()
export class PostStore {
  constructor(
    private readonly posts: PostRepository,
    private readonly pictures: PostPictureRepository,
    private readonly snapshots: SnapshotRepository,
    private readonly profiles: ProfileStoreService,
  ) {}

  /** The page and where the listing stands after it go in together, or not at all. */
  async storePage(
    tx: Tx,
    subject: Subject,
    posts: readonly NormalizedPost[],
    readAt: Date,
    stand: Stand,
  ): Promise<{ inserted: number; changed: number }> {
    const facts = {
      agencyId: subject.agencyId,
      connectionId: subject.connectionId,
      source: sourceOf(subject),
      readAt,
      expiresAt: this.profiles.expiry(subject, readAt),
    };
    const total = { inserted: 0, changed: 0 };
    const signed = this.profiles.signedMedia(subject);
    const settled = await this.pictures.settle(tx, subject, posts, signed, readAt);
    for (let from = 0; from < settled.length; from += BATCH) {
      const stored = await this.posts.upsert(tx, { ...facts, posts: settled.slice(from, from + BATCH) });
      total.inserted += stored.inserted;
      total.changed += stored.changed;
    }
    await this.profiles.saveCheckpoint(tx, subject, stand.checkpoint, stand.seen);
    return total;
  }

  recordSnapshot(tx: Tx, subject: Subject, profile: NormalizedProfile, capturedAt: Date): Promise<void> {
    const { agencyId, connectionId } = subject;
    return this.snapshots.record(tx, {
      agencyId,
      connectionId,
      metrics: profile.metrics,
      source: sourceOf(subject),
      capturedAt,
      expiresAt: this.profiles.expiry(subject, capturedAt),
    });
  }
}

const sourceOf = ({ method }: Subject): 'public' | 'consent' => (method === 'OAUTH' ? 'consent' : 'public');
