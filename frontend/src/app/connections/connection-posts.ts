import { Component, computed, inject, input, signal } from '@angular/core';
import type { ConnectionResponse, PostResponse } from '../core/api/models';
import { PlatformStore } from '../core/platform-store';
import { ListScreen } from '../core/screen';
import { Empty } from '../ui/empty';
import { Now } from '../ui/now';
import { Segmented, type Segment } from '../ui/segmented';
import { TimeAgo } from '../ui/time-ago';
import { followed } from './followed';
import { HistoryApi } from './history-api';
import { noPosts } from './no-posts';
import { commonAge } from './post-age';
import { PostGrid } from './post-grid';

type View = 'grid' | 'list';

/** What one account published. */
@Component({
  selector: 'app-connection-posts',
  imports: [Empty, PostGrid, Segmented, TimeAgo],
  template: `
    <section class="card" aria-labelledby="posts">
      <header class="flex flex-wrap items-center justify-between gap-3 border-b border-line px-5 py-3.5">
        <div class="flex flex-wrap items-baseline gap-x-3">
          <h2 id="posts" class="title text-lg">Posts</h2>
          @if (numbersAt(); as at) {
            <p class="text-xs text-ink-3">Numbers from <ui-time-ago [at]="at" /></p>
          }
        </div>
        <ui-segmented label="Show posts as" [segments]="views" [iconsOnly]="true" [(value)]="view" />
      </header>
      <app-post-grid [screen]="screen" [view]="view()">
        @if (connection().lastSyncAt) {
          <ui-empty icon="image" [title]="none().title" [text]="none().text" />
        } @else {
          <ui-empty
            icon="clock"
            title="Posts come with the first read"
            text="They show here by themselves once it is done."
          />
        }
      </app-post-grid>
    </section>
  `,
})
export class ConnectionPosts {
  readonly connection = input.required<ConnectionResponse>();
  private readonly api = inject(HistoryApi);
  private readonly platforms = inject(PlatformStore);
  private readonly now = inject(Now).now;
  protected readonly view = signal<View>('grid');
  protected readonly views: readonly Segment<View>[] = [
    { value: 'grid', label: 'Grid', icon: 'grid' },
    { value: 'list', label: 'List', icon: 'rows' },
  ];
  protected readonly screen = new ListScreen<PostResponse>((cursor, how) =>
    this.api.posts(this.connection().id, cursor, how),
  );
  protected readonly numbersAt = computed(() => commonAge(this.screen.items(), this.now()));
  protected readonly none = computed(() =>
    noPosts([this.connection()], this.platforms.name(this.connection().platform)),
  );

  constructor() {
    followed(
      this.screen,
      computed(() => this.connection().id),
    );
  }
}
