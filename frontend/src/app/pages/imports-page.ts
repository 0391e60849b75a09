import { Component, computed, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ImportResponse } from '../core/api/models';
import { pollWhileAlive } from '../core/poller';
import { ListScreen } from '../core/screen';
import { Session } from '../core/session';
import { ImportUpload } from '../imports/import-upload';
import { STATUSES, countWords, progressOf } from '../imports/import-words';
import { ImportsApi } from '../imports/imports-api';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { ErrorState } from '../ui/error-state';
import { Progress } from '../ui/progress';
import { Skeleton } from '../ui/skeleton';
import { StaleBanner } from '../ui/stale-banner';
import { TimeAgo } from '../ui/time-ago';

/** Where files are brought to, and the imports of the last weeks. */
@Component({
  selector: 'app-imports-page',
  imports: [Badge, Button, ErrorState, ImportUpload, Progress, RouterLink, Skeleton, StaleBanner, TimeAgo],
  templateUrl: './imports-page.html',
})
export class ImportsPage {
  private readonly api = inject(ImportsApi);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  protected readonly mayWrite = computed(() => this.session.can('talent:write'));
  protected readonly screen = new ListScreen<ImportResponse>((cursor, { background }) =>
    this.api.list(cursor, background),
  );
  protected readonly rows = computed(() =>
    this.screen
      .items()
      .map((run) => ({ run, status: STATUSES[run.status], counts: countWords(run), done: progressOf(run) })),
  );

  constructor() {
    pollWhileAlive(() => this.screen.reread().catch((error: unknown) => this.screen.fail(error)));
    void this.screen.refresh();
  }

  protected open({ id }: ImportResponse): Promise<boolean> {
    return this.router.navigate(['/imports', id]);
  }
}
