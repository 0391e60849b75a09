import { Component, computed, inject, input } from '@angular/core';
import type { PostResponse } from '../core/api/models';
import type { ListScreen } from '../core/screen';
import { Button } from '../ui/button';
import { ErrorState } from '../ui/error-state';
import { Now } from '../ui/now';
import { Skeleton } from '../ui/skeleton';
import { StaleBanner } from '../ui/stale-banner';
import { commonAge } from './post-age';
import { PostCard, type PostSource } from './post-card';

/** Posts in each of their states. Where there are none, what is projected says why; how old all numbers are is said above. */
@Component({
  selector: 'app-post-grid',
  imports: [Button, ErrorState, PostCard, Skeleton, StaleBanner],
  templateUrl: './post-grid.html',
})
export class PostGrid<Post extends PostResponse> {
  readonly screen = input.required<ListScreen<Post>>();
  readonly view = input<'grid' | 'list'>('grid');
  /** Where posts of several accounts stand together, whose each one is. */
  readonly source = input<(post: Post) => PostSource | null>(() => null);
  private readonly now = inject(Now).now;
  protected readonly rows = computed(() =>
    this.screen()
      .items()
      .map((post) => ({ post, source: this.source()(post) })),
  );
  protected readonly ageSaid = computed(() => commonAge(this.screen().items(), this.now()) !== null);
}
