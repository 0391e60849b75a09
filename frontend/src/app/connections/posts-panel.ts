import { Component, computed, effect, inject, input, linkedSignal, signal, untracked } from '@angular/core';
import type { ConnectionResponse, PostResponse } from '../core/api/models';
import { PlatformStore } from '../core/platform-store';
import { ListScreen } from '../core/screen';
import { Button } from '../ui/button';
import { Empty } from '../ui/empty';
import { ErrorState } from '../ui/error-state';
import { Now } from '../ui/now';
import { relativeTime, toDate } from '../ui/relative-time';
import { Segmented, type Segment } from '../ui/segmented';
import { Skeleton } from '../ui/skeleton';
import { StaleBanner } from '../ui/stale-banner';
import { TimeAgo } from '../ui/time-ago';
import { ConnectionTabs } from './connection-tabs';
import { ConnectionsApi } from './connections-api';
import { PostCard } from './post-card';

type View = 'grid' | 'list';

/** The posts of one account at a time; which one is chosen above them. */
@Component({
  selector: 'app-posts-panel',
  imports: [Button, ConnectionTabs, Empty, ErrorState, PostCard, Segmented, Skeleton, StaleBanner, TimeAgo],
  templateUrl: './posts-panel.html',
})
export class PostsPanel {
  readonly connections = input.required<readonly ConnectionResponse[]>();
  private readonly api = inject(ConnectionsApi);
  private readonly platforms = inject(PlatformStore);
  private readonly now = inject(Now).now;

  protected readonly view = signal<View>('grid');
  protected readonly views: readonly Segment<View>[] = [
    { value: 'grid', label: 'Grid', icon: 'grid' },
    { value: 'list', label: 'List', icon: 'rows' },
  ];
  /** The choice stays while it exists; otherwise the first account that has been read. */
  protected readonly chosen = linkedSignal<readonly ConnectionResponse[], string | null>({
    source: this.connections,
    computation: (connections, before) => {
      const kept = connections.find(({ id }) => id === before?.value);
      const first = connections.find(({ lastSyncAt }) => lastSyncAt) ?? connections[0];
      return (kept ?? first)?.id ?? null;
    },
  });
  protected readonly connection = computed(() => this.connections().find(({ id }) => id === this.chosen()) ?? null);
  protected readonly platformName = computed(() => this.platforms.name(this.connection()?.platform ?? ''));
  protected readonly waiting = computed(() => {
    const connection = this.connection();
    return connection !== null && connection.lastSyncAt === null;
  });
  /** Changes when other posts may be there: another account, or a newer read of this one. */
  private readonly version = computed(() => `${this.chosen() ?? ''} ${this.connection()?.lastSyncAt ?? ''}`);
  private shownId: string | null = null;

  protected readonly screen = new ListScreen<PostResponse>((cursor, { background }) =>
    this.api.posts(this.chosen() ?? '', cursor, background),
  );

  /** Said once above the list where it reads the same for every post; otherwise each card says its own. */
  protected readonly numbersAt = computed(() => {
    const moments = this.screen.items().map(({ statsAt }) => toDate(statsAt));
    const ages = new Set(moments.map((moment) => moment && relativeTime(moment, this.now())));
    return ages.size === 1 ? (moments[0] ?? null) : null;
  });

  constructor() {
    effect(() => {
      this.version();
      untracked(() => this.load());
    });
  }

  private load(): void {
    const id = this.chosen();
    if (!id) return;
    const same = id === this.shownId;
    this.shownId = id;
    if (same) void this.screen.refresh({ background: true });
    else void this.screen.restart();
  }
}
