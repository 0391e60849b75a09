import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { Component, input, output } from '@angular/core';
import { Icon, type IconName } from './icon';
import { IconButton } from './icon-button';

export interface MenuItem {
  id: string;
  label: string;
  icon: IconName;
  danger?: boolean;
}

/** Actions that are not worth a button of their own. */
@Component({
  selector: 'ui-menu',
  imports: [CdkMenu, CdkMenuItem, CdkMenuTrigger, Icon, IconButton],
  template: `
    <button
      uiIconButton
      icon="more"
      [class]="plain() ? '' : 'size-10! border border-line-strong bg-surface touch:size-11!'"
      [aria-label]="label()"
      [cdkMenuTriggerFor]="list"
    ></button>
    <ng-template #list>
      <div cdkMenu class="min-w-44 animate-rise rounded-lg border border-line bg-surface p-1.5 shadow-float">
        @for (item of items(); track item.id) {
          <button
            cdkMenuItem
            type="button"
            class="flex min-h-9 w-full items-center gap-2.5 rounded-sm px-2.5 text-start hover:bg-sunken focus:bg-sunken focus-visible:outline-offset-[-2px] touch:min-h-11"
            [class.text-bad-ink]="item.danger"
            (cdkMenuItemTriggered)="chosen.emit(item.id)"
          >
            <ui-icon [name]="item.icon" [size]="16" />{{ item.label }}
          </button>
        }
      </div>
    </ng-template>
  `,
})
export class Menu {
  readonly label = input.required<string>();
  readonly items = input.required<readonly MenuItem[]>();
  /** Among other signs in a row: without a frame of its own. */
  readonly plain = input(false);
  readonly chosen = output<string>();
}
