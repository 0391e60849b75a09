/** One talent's connections, kept live: the status feed says which moved, and only those are read again. */
import { Injectable, inject, signal } from '@angular/core';
import { accountName } from '../core/account-name';
import { Announcer } from '../core/announcer';
import type { ConnectionResponse, ConnectionStatusResponse } from '../core/api/models';
import { inMotion, statusWords } from '../core/connection-status';
import { PlatformStore } from '../core/platform-store';
import { REREAD_EVERY_POLLS, pollWhileAlive } from '../core/poller';
import { ProblemError } from '../core/problem';
import { ListScreen } from '../core/screen';
import { StatusFeed } from '../core/status-feed';
import { ConnectionsApi } from './connections-api';

@Injectable()
export class ConnectionsStore {
  private readonly api = inject(ConnectionsApi);
  private readonly feed = inject(StatusFeed);
  private readonly platforms = inject(PlatformStore);
  private readonly announcer = inject(Announcer);
  private readonly poller = pollWhileAlive((nudged) => this.follow(nudged));
  private polls = 0;
  private talentId = '';
  /** Read again whatever the feed says: a retry may fail anew so quickly that the feed shows no change. */
  private readonly asked = new Set<string>();
  readonly screen = new ListScreen<ConnectionResponse>((_, { background }) =>
    this.api.ofTalent(this.talentId, background),
  );
  /** Turned READY while somebody looked. */
  readonly settled = signal<ReadonlySet<string>>(new Set());

  show(talentId: string): void {
    this.talentId = talentId;
    void this.screen.restart();
  }

  /** A new connection: on the page at once, first in the list, and watched until it settles. */
  added(connection: ConnectionResponse): void {
    if (this.screen.data()) this.screen.change((page) => ({ ...page, items: [connection, ...page.items] }));
    else void this.screen.refresh();
    this.poller.watch();
  }

  async sync(connection: ConnectionResponse): Promise<void> {
    const before = connection;
    const answer = await this.api.sync(connection.id);
    this.screen.replace(answer);
    this.tell(before, answer);
    this.asked.add(connection.id);
    this.poller.watch();
  }

  /** Something done to a connection that answers with how it stands now. */
  async take(deed: Promise<ConnectionResponse>): Promise<void> {
    const answer = await deed;
    if (answer.talentId === this.talentId) this.renew(answer);
    else this.drop(answer.id);
    this.poller.watch();
  }

  async disconnect(id: string, data: 'erase' | 'keep'): Promise<void> {
    await this.api.disconnect(id, data);
    this.drop(id);
    await this.screen.refresh({ background: true });
  }

  /** News may be of a connection that is not on the list yet, such as one that the talent has just made. */
  private async follow(nudged: boolean): Promise<void> {
    try {
      if (!nudged) await this.takeMoves();
      const due = ++this.polls % REREAD_EVERY_POLLS === 0;
      if (nudged || due || this.screen.state().kind === 'stale') await this.reread();
      this.screen.confirm();
      if (!this.screen.items().some((row) => inMotion(row.status) || row.isRefreshing)) this.poller.unwatch();
    } catch (error) {
      this.screen.fail(error);
    }
  }

  private async takeMoves(): Promise<void> {
    const shown = this.screen.items();
    if (!shown.length) return;
    const statuses = await this.feed.read(shown.map(({ id }) => id));
    const fresh = await Promise.all(shown.filter((row) => this.hasMoved(row, statuses)).map((row) => this.again(row)));
    fresh.forEach((connection) => connection && this.renew(connection));
  }

  /** What colleagues connected or disconnected meanwhile. */
  private async reread(): Promise<void> {
    const known = new Map(this.screen.items().map((row) => [row.id, row]));
    await this.screen.reread();
    for (const row of this.screen.items()) {
      const before = known.get(row.id);
      if (before) this.tell(before, row);
      else this.announcer.say(`${accountName(row.handle)} on ${this.platforms.name(row.platform)} was connected`);
    }
  }

  /** A connection that the feed no longer knows has moved too: it is gone. */
  private hasMoved(row: ConnectionResponse, statuses: readonly ConnectionStatusResponse[]): boolean {
    const now = statuses.find(({ id }) => id === row.id);
    if (!now || this.asked.delete(row.id)) return true;
    const shown = [...moving(row), row.profile?.followers ?? null];
    const fresh = [...moving(now), now.followers];
    return shown.some((value, index) => value !== fresh[index]);
  }

  /** Null when somebody else has disconnected it meanwhile. */
  private async again(row: ConnectionResponse): Promise<ConnectionResponse | null> {
    try {
      return await this.api.get(row.id, true);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.status !== 404) throw error;
      this.drop(row.id);
      return null;
    }
  }

  private renew(connection: ConnectionResponse): void {
    const before = this.screen.items().find(({ id }) => id === connection.id);
    if (!before) return void this.screen.refresh({ background: true });
    this.screen.replace(connection);
    this.tell(before, connection);
  }

  private drop(gone: string): void {
    this.screen.change((page) => ({ ...page, items: page.items.filter(({ id }) => id !== gone) }));
  }

  private tell(before: ConnectionResponse, after: ConnectionResponse): void {
    if (before.status === after.status) return;
    const platform = this.platforms.name(after.platform);
    this.announcer.say(`${accountName(after.handle)} on ${platform}: ${statusWords(after.status).label}`);
    if (after.status === 'READY') this.settled.update((ids) => new Set([...ids, after.id]));
  }
}

/** What a row and the feed both tell, in the same order. */
function moving(of: ConnectionResponse | ConnectionStatusResponse): unknown[] {
  return [of.status, of.isRefreshing, of.nextTryAt, of.lastSyncAt, of.progress?.read ?? null];
}
