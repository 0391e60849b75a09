/** One connection on its own page, kept live by the status feed; what stands below it is told when to look again. */
import { Injectable, computed, inject, signal } from '@angular/core';
import { accountName } from '../core/account-name';
import { Announcer } from '../core/announcer';
import type { ConnectionResponse, ConnectionStatusResponse } from '../core/api/models';
import { inMotion, statusWords } from '../core/connection-status';
import { pollWhileAlive } from '../core/poller';
import { toProblem } from '../core/problem';
import { ListScreen } from '../core/screen';
import { StatusFeed } from '../core/status-feed';
import { ConnectionsApi } from './connections-api';
import type { ConnectionsStore } from './connections-store';

/** What the feed does not tell of (a colleague's pause, a code found in the bio) is looked for with every so many polls. */
const LOOK_EVERY_POLLS = 3;
const NOT_FOUND = 404;

@Injectable()
export class ConnectionStore implements Pick<ConnectionsStore, 'screen' | 'sync' | 'take' | 'disconnect'> {
  private readonly api = inject(ConnectionsApi);
  private readonly feed = inject(StatusFeed);
  private readonly announcer = inject(Announcer);
  private readonly poller = pollWhileAlive(() => this.follow());
  private readonly beats = signal(0);
  private readonly lost = signal(false);
  private polls = 0;
  private id = '';
  private seen = '';

  /** A list of one, so that the same deeds serve here and in a talent's list. */
  readonly screen = new ListScreen<ConnectionResponse>(async (_, { background }) => ({
    items: [await this.api.get(this.id, background)],
    nextCursor: null,
  }));
  readonly connection = computed(() => this.screen.items()[0] ?? null);
  /** Counts up whenever there may be something new below the connection. */
  readonly beat = this.beats.asReadonly();
  /** Erased here, or by somebody else meanwhile. */
  readonly gone = this.lost.asReadonly();

  show(id: string): void {
    this.id = id;
    this.seen = '';
    this.lost.set(false);
    void this.screen.restart();
  }

  async sync({ id }: Pick<ConnectionResponse, 'id'>): Promise<void> {
    this.renew(await this.api.sync(id));
    this.poller.watch();
  }

  async take(deed: Promise<ConnectionResponse>): Promise<void> {
    this.renew(await deed);
    this.poller.watch();
  }

  async disconnect(id: string, data: 'erase' | 'keep'): Promise<void> {
    await this.api.disconnect(id, data);
    if (data === 'erase') this.lost.set(true);
    else await this.look();
  }

  private async follow(): Promise<void> {
    if (!this.connection() || this.lost()) return;
    try {
      const [status] = await this.feed.read([this.id]);
      const due = ++this.polls % LOOK_EVERY_POLLS === 0;
      if (!status || this.hasMoved(status) || due || this.screen.state().kind === 'stale') await this.look();
      const connection = this.connection();
      if (connection && !inMotion(connection.status) && !connection.isRefreshing) this.poller.unwatch();
    } catch (error) {
      if (toProblem(error).status === NOT_FOUND) this.lost.set(true);
      else this.screen.fail(error);
    }
  }

  private hasMoved(status: ConnectionStatusResponse): boolean {
    const print = JSON.stringify(status);
    const moved = this.seen !== '' && this.seen !== print;
    this.seen = print;
    return moved;
  }

  private async look(): Promise<void> {
    this.renew(await this.api.get(this.id, true));
    this.screen.confirm();
  }

  private renew(after: ConnectionResponse): void {
    const before = this.connection();
    this.screen.replace(after);
    this.beats.update((count) => count + 1);
    if (before && before.status !== after.status)
      this.announcer.say(`${accountName(after.handle)}: ${statusWords(after.status).label}`);
  }
}
