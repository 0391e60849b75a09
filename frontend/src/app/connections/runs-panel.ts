import { Component, computed, inject, input } from '@angular/core';
import type { ConnectionResponse, RunResponse } from '../core/api/models';
import { ListScreen } from '../core/screen';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Empty } from '../ui/empty';
import { ErrorState } from '../ui/error-state';
import { Now } from '../ui/now';
import { plural, spokenDuration } from '../ui/numbers';
import { Skeleton } from '../ui/skeleton';
import { StaleBanner } from '../ui/stale-banner';
import { TimeAgo } from '../ui/time-ago';
import { followed } from './followed';
import { HistoryApi } from './history-api';
import { resumption } from './resumption';
import { broughtBy, causeOf, outcomeOf } from './run-words';

/** Every sync of a connection: why it ran, how it ended, what it cost and what it brought. */
@Component({
  selector: 'app-runs-panel',
  imports: [Badge, Button, Empty, ErrorState, Skeleton, StaleBanner, TimeAgo],
  templateUrl: './runs-panel.html',
})
export class RunsPanel {
  readonly connection = input.required<ConnectionResponse>();
  private readonly api = inject(HistoryApi);
  private readonly now = inject(Now).now;
  protected readonly screen = new ListScreen<RunResponse>((cursor, how) =>
    this.api.runs(this.connection().id, cursor, how),
  );
  protected readonly rows = computed(() =>
    this.screen.items().map((run, index) => ({
      id: run.id,
      outcome: outcomeOf(run),
      resumes: index === 0 && run.outcome === 'deferred' ? resumption(this.connection(), this.now()) : null,
      cause: causeOf(run),
      startedAt: run.startedAt,
      took: run.durationMs === null ? null : spokenDuration(run.durationMs),
      calls: run.outcome === 'running' ? null : plural(run.calls, 'call'),
      brought: broughtBy(run),
      text: run.text,
      code: run.code,
    })),
  );

  constructor() {
    followed(
      this.screen,
      computed(() => this.connection().id),
    );
  }
}
