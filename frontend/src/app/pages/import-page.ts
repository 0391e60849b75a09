import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ImportResponse } from '../core/api/models';
import { Session } from '../core/session';
import { ImportRows } from '../imports/import-rows';
import { ImportStore } from '../imports/import-store';
import { OUTCOMES, STATUSES, headline, progressOf } from '../imports/import-words';
import type { RowOutcome } from '../imports/imports-api';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Dialogs } from '../ui/dialogs';
import { Empty } from '../ui/empty';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { exactNumber } from '../ui/numbers';
import { Progress } from '../ui/progress';
import { Segmented } from '../ui/segmented';
import { Skeleton } from '../ui/skeleton';
import { StaleBanner } from '../ui/stale-banner';
import { TimeAgo } from '../ui/time-ago';

type Filter = RowOutcome | 'all';
const FILTERS = Object.keys(OUTCOMES) as RowOutcome[];

/** What would become of a file; then how far it is; then what became of it. */
@Component({
  selector: 'app-import-page',
  imports: [
    ...[Badge, Button, Empty, ErrorState, Icon, ImportRows],
    ...[Notice, Progress, RouterLink, Segmented, Skeleton, StaleBanner, TimeAgo],
  ],
  providers: [ImportStore],
  templateUrl: './import-page.html',
})
export class ImportPage {
  readonly id = input.required<string>();
  readonly show = input<string>();
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly dialogs = inject(Dialogs);
  protected readonly store = inject(ImportStore);
  protected readonly screen = this.store.screen;
  protected readonly rows = this.store.rows;
  protected readonly mayWrite = computed(() => this.session.can('talent:write'));
  protected readonly mayDelete = computed(() => this.session.can('talent:delete'));
  protected readonly filter = computed<Filter>(() => FILTERS.find((outcome) => outcome === this.show()) ?? 'all');
  protected readonly segments = computed(() => {
    const run = this.screen.data();
    const some = FILTERS.filter((outcome) => (run?.counts[outcome] ?? 0) > 0 || outcome === this.filter());
    return [
      { value: 'all' as const, label: `All ${exactNumber(run?.rows ?? 0)}` },
      ...some.map((value) => ({
        value,
        label: `${OUTCOMES[value].word} ${exactNumber(run?.counts[value] ?? 0)}`,
      })),
    ];
  });
  protected readonly said = computed(() => {
    const run = this.screen.data();
    return (
      run && {
        headline: headline(run),
        status: STATUSES[run.status],
        unused: run.unusedColumns.join(', '),
        done: progressOf(run),
      }
    );
  });

  constructor() {
    effect(() => {
      const [id, filter] = [this.id(), this.filter()];
      untracked(() => this.store.show(id, filter === 'all' ? null : filter));
    });
  }

  protected async narrow(filter: Filter): Promise<void> {
    const queryParams = { show: filter === 'all' ? null : filter };
    await this.router.navigate(['/imports', this.id()], { queryParams, replaceUrl: true });
  }

  protected async remove(run: ImportResponse): Promise<void> {
    const sure = await this.dialogs.open<boolean, ImportResponse>(
      () => import('../imports/delete-import-dialog').then((m) => m.DeleteImportDialog),
      run,
    );
    if (!sure) return;
    if (await this.store.remove()) await this.router.navigate(['/imports']);
  }
}
