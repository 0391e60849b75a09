import { Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { accountName } from '../core/account-name';
import type { AttentionGroup, AttentionItem } from '../core/api/models';
import { PlatformStore } from '../core/platform-store';
import { Avatar } from '../ui/avatar';
import { BrandIcon } from '../ui/brand-icon';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { RowKeys } from '../ui/row-keys';
import { TimeAgo } from '../ui/time-ago';
import { stepForAll, stepOf, type Step } from './today-words';

const SHOWN = 5;
let issued = 0;

/** One cause, what to do about it, and whom it concerns: with one step each, and one for all where that is possible. */
@Component({
  selector: 'app-attention-card',
  imports: [Avatar, BrandIcon, Button, Icon, RouterLink, RowKeys, TimeAgo],
  templateUrl: './attention-card.html',
})
export class AttentionCard {
  readonly group = input.required<AttentionGroup>();
  readonly mayWrite = input(false);
  readonly asking = input<ReadonlySet<string>>(new Set());
  readonly step = output<{ step: Step; ids: readonly string[] }>();
  /** Has to be connected anew. */
  readonly connect = output<AttentionItem>();
  /** The talent has to give consent anew. */
  readonly reconnect = output<AttentionItem>();
  private readonly platforms = inject(PlatformStore);
  protected readonly id = `attention-${++issued}`;
  protected readonly all = signal(false);
  /** Whoever runs Rostrum has to mend it, at the platform's keys or limits. */
  protected readonly others = computed(() => this.group().retry === 'operator');
  protected readonly forAll = computed(() => (this.mayWrite() ? stepForAll(this.group()) : null));
  protected readonly askingAll = computed(() => this.forAll()?.ids.every((id) => this.asking().has(id)) ?? false);
  protected readonly rows = computed(() =>
    this.group()
      .items.slice(0, this.all() ? undefined : SHOWN)
      .map((item) => ({
        item,
        handle: accountName(item.handle),
        platform: this.platforms.name(item.platform),
        icon: this.platforms.find(item.platform)?.icon ?? null,
        step: stepOf(item),
      })),
  );
  protected readonly hidden = computed(() => this.group().items.length - this.rows().length);
  protected readonly beyond = computed(() => this.group().count - this.group().items.length);
  protected readonly roster = computed(() => ({
    profiles: this.group().items[0]?.status ?? null,
    platform: this.group().platform,
  }));

  protected takeAll(): void {
    const all = this.forAll();
    if (all) this.step.emit({ step: all.step, ids: all.ids });
  }
}
