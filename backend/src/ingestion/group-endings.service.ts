/** Ends the members of a group, each in its own way; what they have in common is decided once. */
import { Injectable, Logger } from '@nestjs/common';
import { LeaseLost } from '../connections/connection-sync.service.js';
import { isUnreachable } from '../core/database/database-errors.js';
import { Database } from '../core/database/database.service.js';
import { Gather } from '../core/gather.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import type { GroupRun } from './group-run.js';
import type { Member } from './member.js';
import type { PostsRead } from './posts-read.js';
import { SyncEndings } from './sync-endings.service.js';
import { SyncRunRepository } from './sync-run.repository.js';
import { SyncWriter } from './sync-writer.service.js';

type Closed = Parameters<SyncRunRepository['closeMany']>[1][number];
type Piece = Omit<Parameters<SyncWriter['finish']>[0], 'member' | 'at'>;

/** Never rejects: what can't even be ended is found when its lease runs out. */
@Injectable()
export class GroupEndings {
  private readonly log = new Logger(GroupEndings.name);
  /** Whole groups are lost at a time: by themselves they would take every connection to the database. */
  private readonly dropped = new Gather<Closed, void>(async (agencyId, closed) => {
    await this.database.writeInAgency(agencyId, (tx) => this.runs.closeMany(tx, closed));
    return closed.map(() => undefined);
  });

  constructor(
    private readonly writer: SyncWriter,
    private readonly endings: SyncEndings,
    private readonly runs: SyncRunRepository,
    private readonly database: Database,
  ) {}

  succeed(run: GroupRun, member: Member, posts: PostsRead): Promise<void> {
    const ending = this.endings.success(member.subject, posts, run);
    const burial = posts.listing?.planned.whole ? posts.listing.burial : null; // a statement of its own, and a list is whole where posts went
    return this.finish(run, member, { outcome: 'ok', ending, burial });
  }

  fail(run: GroupRun, member: Member, error: unknown): Promise<void> {
    if (error instanceof LeaseLost || member.lost) return this.drop(run, member);
    if (run.interrupted || isOurs(error)) return this.finish(run, member, { outcome: 'aborted', ending: null });
    const failure = error instanceof PlatformError ? error : new PlatformError('SYNC_INTERNAL', { cause: error });
    this.tell(member, failure);
    const at = run.momentOf(error instanceof Error ? error : failure, this.endings.now());
    const { profileReadAt, subject } = member;
    return this.finish(run, member, this.endings.failure(subject, failure, { at, profileReadAt, chance: run.chance }));
  }

  private async finish(run: GroupRun, member: Member, piece: Piece): Promise<void> {
    try {
      await this.writer.finish({ ...piece, member, at: piece.ending?.at ?? this.endings.now() });
      run.settle(member);
    } catch (error) {
      if (error instanceof LeaseLost) return this.drop(run, member);
      run.settle(member);
      this.untold(member, error);
    }
  }

  /** Somebody else holds the sync by now, or its connection is gone: only this run's own record is still ours to close. */
  private async drop(run: GroupRun, member: Member): Promise<void> {
    const { lease, tally } = member;
    run.settle(member);
    this.log.warn({ connectionId: lease.connectionId, message: 'The lease was lost; nothing more is written' });
    const end = { outcome: 'aborted', code: null, finishedAt: this.endings.now(), tally } as const;
    try {
      await this.dropped.add(lease.agencyId, { lease, end });
    } catch (error) {
      this.untold(member, error);
    }
  }

  private tell({ lease, subject }: Member, failure: PlatformError): void {
    const internal = failure.code === 'SYNC_INTERNAL';
    this.log[internal ? 'error' : 'warn']({
      message: 'The sync failed',
      connectionId: lease.connectionId,
      platform: subject.platform,
      code: failure.code,
      note: failure.note,
      err: internal ? failure.cause : undefined,
    });
  }

  private untold({ lease: { connectionId } }: Member, err: unknown): void {
    this.log.error({ err, connectionId, message: 'The end of a sync could not be written; it is found by its lease' });
  }
}

/** PostgreSQL was away, and is back where this can be written: no account's failure, and no platform's. */
const isOurs = (error: unknown): boolean => !(error instanceof PlatformError) && isUnreachable(error);
