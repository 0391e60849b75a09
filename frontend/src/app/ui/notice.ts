import { Component, computed, input } from '@angular/core';
import { Icon, type IconName } from './icon';

export type NoticeTone = 'note' | 'care' | 'bad';

const LOOKS: Record<NoticeTone, string> = {
  note: 'bg-sunken text-ink-2',
  care: 'bg-care-soft text-care-ink',
  bad: 'bg-bad-soft text-bad-ink',
};
const SIGNS: Record<NoticeTone, IconName> = { note: 'info', care: 'warning', bad: 'warning' };

/** A sentence that belongs to the place where it stands. A bad one is announced, unless it stood there all along (`quiet`). */
@Component({
  selector: 'ui-notice',
  imports: [Icon],
  host: { '[class]': 'classes()', '[attr.role]': 'role()' },
  template: `
    <ui-icon [name]="sign()" [size]="16" class="mt-0.5" />
    <div class="min-w-0 flex-1"><ng-content /></div>
  `,
})
export class Notice {
  readonly tone = input<NoticeTone>('note');
  readonly quiet = input(false);
  protected readonly role = computed(() => (this.tone() === 'bad' ? (this.quiet() ? 'note' : 'alert') : null));
  protected readonly sign = computed(() => SIGNS[this.tone()]);
  protected readonly classes = computed(
    () => `flex items-start gap-2.5 rounded-md px-3.5 py-2.5 text-sm ${LOOKS[this.tone()]}`,
  );
}
