import { Component, computed, inject, input } from '@angular/core';
import { accountName } from '../core/account-name';
import type { Candidate } from '../core/api/models';
import { externalUrl } from '../core/external-link';
import { PlatformStore } from '../core/platform-store';
import { Avatar } from '../ui/avatar';
import { Badge } from '../ui/badge';
import { BrandIcon } from '../ui/brand-icon';
import { Figure } from '../ui/figure';
import { Icon } from '../ui/icon';

/** Who was found, before anything is stored: face, name, followers. */
@Component({
  selector: 'app-candidate-card',
  imports: [Avatar, Badge, BrandIcon, Figure, Icon],
  host: { class: 'block animate-rise rounded-lg border border-line-strong p-5' },
  template: `
    @let c = candidate();
    <div class="flex items-start gap-4">
      <ui-avatar size="xl" [name]="name()" [src]="c.avatarUrl" />
      <div class="min-w-0 flex-1">
        <p class="title flex items-center gap-1.5 text-lg">
          <bdi class="truncate">{{ name() }}</bdi>
          @if (c.verified) {
            <ui-icon name="verified" [size]="17" class="text-accent-ink" />
            <span class="visually-hidden">verified by the platform</span>
          }
        </p>
        <p class="flex min-w-0 items-center gap-1.5 text-ink-2">
          <ui-brand-icon [drawing]="platform()?.icon ?? null" [label]="platform()?.name ?? c.platform" [size]="15" />
          <span class="truncate">{{ handle() }}</span>
        </p>
        @if (url(); as href) {
          <a class="text-link text-sm" target="_blank" rel="noopener noreferrer" [href]="href"
            >See it there<span class="visually-hidden">, opens in a new tab</span></a
          >
        }
      </div>
      @if (c.simulated) {
        <ui-badge [dot]="false" class="simulated">Simulated</ui-badge>
      }
    </div>
    <dl class="mt-4 flex gap-8">
      <div>
        <dt class="text-xs text-ink-3">Followers</dt>
        <dd class="title text-xl"><ui-figure [value]="c.followers" why="The platform does not show it" /></dd>
      </div>
      <div>
        <dt class="text-xs text-ink-3">Posts</dt>
        <dd class="title text-xl"><ui-figure [value]="c.posts" why="The platform does not show it" /></dd>
      </div>
    </dl>
    @if (c.bio) {
      <p dir="auto" class="mt-3 line-clamp-3 text-sm break-words whitespace-pre-line text-ink-2">{{ c.bio }}</p>
    }
  `,
})
export class CandidateCard {
  readonly candidate = input.required<Candidate>();
  private readonly platforms = inject(PlatformStore);
  protected readonly platform = computed(() => this.platforms.find(this.candidate().platform));
  protected readonly handle = computed(() => {
    const { handle, url } = this.candidate();
    return handle ? accountName(handle) : url.replace(/^https?:\/\/(www\.)?/, '');
  });
  protected readonly name = computed(() => this.candidate().displayName ?? this.handle());
  protected readonly url = computed(() => externalUrl(this.candidate().url));
}
