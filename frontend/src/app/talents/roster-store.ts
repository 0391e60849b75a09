/** The roster: the list for the query in the address bar, kept live by the status feed. */
import { Injectable, inject, signal } from '@angular/core';
import type { TalentListItem } from '../core/api/models';
import { REREAD_EVERY_POLLS, pollWhileAlive } from '../core/poller';
import { ListScreen } from '../core/screen';
import { StatusFeed, StatusMemory } from '../core/status-feed';
import { TalentsApi, type RosterQuery } from './talents-api';

@Injectable()
export class RosterStore {
  private readonly api = inject(TalentsApi);
  private readonly feed = inject(StatusFeed);
  private readonly memory = new StatusMemory();
  private polls = 0;
  private query: RosterQuery = { q: null, status: null, platform: null, tag: null, ownerId: null, sort: 'name' };
  readonly screen = new ListScreen<TalentListItem>((cursor, { background }) =>
    this.api.list(this.query, cursor, background),
  );
  /** Talents whose accounts moved while they were looked at. */
  readonly moved = signal<ReadonlySet<string>>(new Set());

  constructor() {
    pollWhileAlive(() => this.follow());
  }

  show(query: RosterQuery): void {
    this.query = query;
    this.moved.set(new Set());
    void this.screen.refresh();
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
