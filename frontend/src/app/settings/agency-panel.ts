import { Component, computed, inject, signal } from '@angular/core';
import { ApiClient } from '../core/api-client';
import type { AgencyResponse } from '../core/api/models';
import { toProblem } from '../core/problem';
import { Screen } from '../core/screen';
import { Session } from '../core/session';
import { Button } from '../ui/button';
import { ErrorState } from '../ui/error-state';
import { Control, Field } from '../ui/field';
import { exactNumber } from '../ui/numbers';
import { Skeleton } from '../ui/skeleton';
import { StaleBanner } from '../ui/stale-banner';
import { TimeAgo } from '../ui/time-ago';
import { Toasts } from '../ui/toasts';

/** The agency: what it is called, which its owners may change, and how much there is of it. */
@Component({
  selector: 'app-agency-panel',
  imports: [Button, Control, ErrorState, Field, Skeleton, StaleBanner, TimeAgo],
  host: { class: 'flex max-w-prose flex-col gap-6' },
  templateUrl: './agency-panel.html',
})
export class AgencyPanel {
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  protected readonly screen = new Screen(() => this.api.get<AgencyResponse>('/agency'));
  protected readonly mayRename = computed(() => this.session.can('agency:manage'));
  protected readonly busy = signal(false);
  protected readonly error = signal<string | null>(null);
  protected readonly exact = exactNumber;
  protected readonly counts = computed(() => {
    const agency = this.screen.data();
    return agency
      ? [
          { label: 'Talents', value: agency.talents },
          { label: 'Connected profiles', value: agency.connections },
          { label: 'People who sign in', value: agency.staff },
        ]
      : [];
  });

  constructor() {
    void this.screen.refresh();
  }

  protected async rename(event: Event, name: HTMLInputElement): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.error.set(name.value.trim() ? null : 'Enter a name.');
    if (this.error()) return name.focus();
    this.busy.set(true);
    try {
      await this.api.patch('/agency', { name: name.value.trim() });
      await Promise.all([this.screen.refresh({ background: true }), this.session.reread()]);
      this.toasts.good('The agency’s name is changed.');
    } catch (error) {
      this.error.set(toProblem(error).detail);
    } finally {
      this.busy.set(false);
    }
  }
}
