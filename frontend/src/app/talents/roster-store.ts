/** The roster: the list for the query in the address bar, kept live by the status feed. */
import { Injectable, inject, signal } from '@angular/core';
import type { TalentListItem } from '../core/api/models';
import { REREAD_EVERY_POLLS, pollWhileAlive } from '../core/poller';
import { ListScreen } from '../core/screen';
import { StatusFeed, StatusMemory } from '../core/status-feed';
import { EVERYBODY, TalentsApi, type RosterQuery } from './talents-api';

@Injectable()
export class RosterStore {
  private readonly api = inject(TalentsApi);
  private readonly feed = inject(StatusFeed);
  private readonly memory = new StatusMemory();
  private readonly poller = pollWhileAlive(() => this.follow());
  private polls = 0;
  private query: RosterQuery = { ...EVERYBODY, sort: 'name' };
  private after: string | null = null;
  /** One page: its place in the list is in the address bar too. */
  readonly screen = new ListScreen<TalentListItem>((_, { background }) =>
    this.api.list(this.query, this.after, background),
  );
  /** Talents whose accounts moved while they were looked at. */
  readonly moved = signal<ReadonlySet<string>>(new Set());

  show(query: RosterQuery, after: string | null): void {
    this.query = query;
    this.after = after;
    this.moved.set(new Set());
    void this.screen.refresh();
  }

  /** Something was set off for many at once: what it changes shows soon. */
  expect(): void {
    this.poller.watch();
    void this.screen.refresh({ background: true });
  }

  private async follow(): Promise<void> {
    try {
      await this.takeMoves();
      const due = ++this.polls % REREAD_EVERY_POLLS === 0;
      if (due || this.screen.state().kind === 'stale') await this.screen.reread();
      this.screen.confirm();
    } catch (error) {
      this.screen.fail(error);
    }
  }

  private async takeMoves(): Promise<void> {
    const items = this.screen.items();
    const ids = items.flatMap(({ connections }) => connections.map(({ id }) => id));
    if (!ids.length) return;
    const changed = new Set(this.memory.moved(await this.feed.read(ids)).map(({ id }) => id));
    const talents = items.filter(({ connections }) => connections.some(({ id }) => changed.has(id)));
    const fresh = await Promise.all(talents.map(({ id }) => this.api.get(id, true)));
    fresh.forEach((talent) => this.screen.replace(talent));
    if (fresh.length) this.moved.set(new Set(fresh.map(({ id }) => id)));
  }
}
