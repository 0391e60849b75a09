import { Component, inject, input, signal } from '@angular/core';
import { ApiClient } from '../core/api-client';
import type { PlatformCheckResponse, PlatformResponse } from '../core/api/models';
import { toProblem } from '../core/problem';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { exactNumber } from '../ui/numbers';
import { TimeAgo } from '../ui/time-ago';

/** One press, one cheap read: whether a platform answers with the keys that are set, and how old that knowledge is. */
@Component({
  selector: 'app-platform-check',
  imports: [Badge, Button, TimeAgo],
  host: { class: 'block' },
  template: `
    <div class="flex flex-wrap items-center gap-x-3 gap-y-2">
      <button uiButton size="sm" type="button" [busy]="busy()" (click)="check()">
        Check now <span class="visually-hidden">whether {{ platform().name }} answers</span>
      </button>
      <p class="min-w-0 flex-1 basis-48 text-sm text-ink-2" role="status">
        @if (problem(); as text) {
          <span class="text-bad-ink">{{ text }}</span>
        } @else if (result(); as found) {
          <ui-badge class="me-1" [plain]="true" [tone]="found.ok ? 'good' : 'care'">{{
            found.ok ? 'Works' : 'Needs a hand'
          }}</ui-badge>
          {{ found.text }} {{ found.action }}
          <span class="text-ink-3"> Checked <ui-time-ago [at]="found.checkedAt" />{{ took(found.durationMs) }} </span>
        }
      </p>
    </div>
  `,
})
export class PlatformCheck {
  readonly platform = input.required<PlatformResponse>();
  private readonly api = inject(ApiClient);
  protected readonly busy = signal(false);
  protected readonly result = signal<PlatformCheckResponse | null>(null);
  protected readonly problem = signal<string | null>(null);

  protected took(durationMs: number | null): string {
    return durationMs === null ? '.' : `, answered in ${exactNumber(durationMs)} ms.`;
  }

  protected async check(): Promise<void> {
    this.busy.set(true);
    try {
      this.result.set(await this.api.post(`/platforms/${encodeURIComponent(this.platform().id)}/check`));
      this.problem.set(null);
    } catch (error) {
      this.problem.set(toProblem(error).detail);
    } finally {
      this.busy.set(false);
    }
  }
}
