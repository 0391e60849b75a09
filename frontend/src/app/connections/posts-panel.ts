import { Component, computed, effect, inject, input, linkedSignal, signal, untracked } from '@angular/core';
import { accountName } from '../core/account-name';
import type { ConnectionResponse, TalentPostResponse } from '../core/api/models';
import { PlatformStore } from '../core/platform-store';
import { ListScreen } from '../core/screen';
import { Empty } from '../ui/empty';
import { Now } from '../ui/now';
import { Segmented, type Segment } from '../ui/segmented';
import { TimeAgo } from '../ui/time-ago';
import { ConnectionsApi } from './connections-api';
import { noPosts } from './no-posts';
import { PlatformTabs } from './platform-tabs';
import { commonAge } from './post-age';
import type { PostSource } from './post-card';
import { PostGrid } from './post-grid';

type View = 'grid' | 'list';

/** All posts of a talent, newest first, whichever account they are from; or those of one platform. */
@Component({
  selector: 'app-posts-panel',
  imports: [Empty, PlatformTabs, PostGrid, Segmented, TimeAgo],
  templateUrl: './posts-panel.html',
})
export class PostsPanel {
  readonly talentId = input.required<string>();
  readonly connections = input.required<readonly ConnectionResponse[]>();
  private readonly api = inject(ConnectionsApi);
  private readonly store = inject(PlatformStore);
  private readonly now = inject(Now).now;

  protected readonly view = signal<View>('grid');
  protected readonly views: readonly Segment<View>[] = [
    { value: 'grid', label: 'Grid', icon: 'grid' },
    { value: 'list', label: 'List', icon: 'rows' },
  ];
  protected readonly platforms = computed(() => [...new Set(this.connections().map(({ platform }) => platform))]);
  /** The choice stays while an account of that platform is there. */
  protected readonly chosen = linkedSignal<readonly string[], string | null>({
    source: this.platforms,
    computation: (platforms, before) => platforms.find((id) => id === before?.value) ?? null,
  });
  private readonly asked = computed(() =>
    this.connections().filter(({ platform }) => !this.chosen() || platform === this.chosen()),
  );
  protected readonly where = computed(() => {
    const { 0: only, length } = [...new Set(this.asked().map(({ platform }) => platform))];
    return length === 1 && only ? this.store.name(only) : 'any platform';
  });
  protected readonly none = computed(() => noPosts(this.asked(), this.where()));
  protected readonly waiting = computed(() => this.asked().every(({ lastSyncAt }) => lastSyncAt === null));
  /** Changes when other posts may be there: another talent or platform, or a newer read of one of the accounts. */
  private readonly question = computed(() => `${this.talentId()} ${this.chosen() ?? ''}`);
  private readonly version = computed(() =>
    this.asked()
      .map(({ id, lastSyncAt }) => `${id} ${lastSyncAt ?? ''}`)
      .join(),
  );
  private shown: string | null = null;

  protected readonly screen = new ListScreen<TalentPostResponse>((cursor, { background }) =>
    this.api.postsOfTalent(this.talentId(), this.chosen(), cursor, background),
  );
  /** With one account only, a post needs not say whose it is. */
  protected readonly source = ({ platform, handle }: TalentPostResponse): PostSource | null => {
    if (this.connections().length < 2) return null;
    const known = this.store.find(platform);
    return { handle: accountName(handle), platform: known?.name ?? platform, icon: known?.icon ?? null };
  };
  protected readonly numbersAt = computed(() => commonAge(this.screen.items(), this.now()));

  constructor() {
    effect(() => {
      const question = this.question();
      this.version();
      untracked(() => this.load(question));
    });
  }

  private load(question: string): void {
    const same = question === this.shown;
    this.shown = question;
    if (same) void this.screen.refresh({ background: true });
    else void this.screen.restart();
  }
}
