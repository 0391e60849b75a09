import { Component, computed, input } from '@angular/core';
import type { ConnectionStatus } from '../core/api/models';
import { statusWords } from '../core/connection-status';
import { Badge } from '../ui/badge';
import { Tooltip } from '../ui/tooltip';

@Component({
  selector: 'app-status-badge',
  imports: [Badge, Tooltip],
  template: `<ui-badge [tone]="words().tone" [uiTooltip]="words().meaning">{{ words().label }}</ui-badge>`,
})
export class StatusBadge {
  readonly status = input.required<ConnectionStatus>();
  protected readonly words = computed(() => statusWords(this.status()));
}
