/** Somebody looks: noted beside the answer, so that no read waits for it or fails by it. */
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { Database } from '../core/database/database.service.js';
import type { Principal } from '../core/principal.js';
import { WatchRepository } from './watch.repository.js';

const AGAIN_SECONDS = 5 * 60;
const STALE_SECONDS = 60 * 60;
const TIMES = { againSeconds: AGAIN_SECONDS, staleSeconds: STALE_SECONDS };

@Injectable()
export class Watching implements BeforeApplicationShutdown {
  private readonly log = new Logger(Watching.name);
  private readonly writing = new Set<Promise<void>>();
  /** Noted since `begun`: most polls stop here. */
  private noted = new Set<string>();
  private begun = 0;

  constructor(
    private readonly database: Database,
    private readonly watches: WatchRepository,
    private readonly clock: Clock,
  ) {}

  /** Keys fetch for machines; only people look. */
  seen({ kind, agencyId }: Principal, ids: readonly string[]): void {
    if (kind !== 'staff') return;
    const fresh = this.unnoted(ids);
    if (fresh.length === 0) return;
    const work = this.note(agencyId, fresh).finally(() => this.writing.delete(work));
    this.writing.add(work);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.writing);
  }

  private unnoted(ids: readonly string[]): string[] {
    const now = this.clock.now().getTime();
    if (Math.abs(now - this.begun) >= AGAIN_SECONDS * 1000) {
      this.noted = new Set();
      this.begun = now;
    }
    const fresh = ids.filter((id) => !this.noted.has(id));
    for (const id of fresh) this.noted.add(id);
    return fresh;
  }

  private async note(agencyId: string, ids: readonly string[]): Promise<void> {
    try {
      await this.database.inAgency(agencyId, async (tx) => {
        const watched = await this.watches.seen(tx, agencyId, ids, TIMES);
        if (watched.length > 0) await this.watches.hasten(tx, agencyId, watched, TIMES);
      });
    } catch (error) {
      this.log.debug(error, 'That somebody looks could not be noted');
    }
  }
}
