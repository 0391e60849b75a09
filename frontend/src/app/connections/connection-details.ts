import { Component, computed, inject, input, type OnInit } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ConnectionResponse, RunResponse } from '../core/api/models';
import { blankReason } from '../core/blank-reason';
import { spokenDuration } from '../ui/numbers';
import { shortDate, toDate } from '../ui/relative-time';
import { Screen } from '../core/screen';
import { Badge } from '../ui/badge';
import { ErrorState } from '../ui/error-state';
import { Figure } from '../ui/figure';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { ConnectionsApi } from './connections-api';
import { broughtBy, causeOf, outcomeOf } from './run-words';

const METRICS = [
  ['followers', 'Followers'],
  ['following', 'Following'],
  ['posts', 'Posts'],
  ['views', 'Views'],
] as const;

/** What we know of one account, and its last reads. */
@Component({
  selector: 'app-connection-details',
  imports: [Badge, ErrorState, Figure, RouterLink, Skeleton, TimeAgo],
  templateUrl: './connection-details.html',
})
export class ConnectionDetails implements OnInit {
  readonly connection = input.required<ConnectionResponse>();
  private readonly api = inject(ConnectionsApi);
  protected readonly runs = new Screen(
    () => this.api.runs(this.connection().id),
    ({ items }) => items.length === 0,
  );

  protected readonly metrics = computed(() => {
    const profile = this.connection().profile;
    if (!profile) return [];
    return METRICS.map(([key, label]) => ({ label, value: profile[key], why: blankReason(profile.blanks[key]) }));
  });
  protected readonly since = computed(() => {
    const date = toDate(this.connection().profile?.createdAtPlatform);
    return date ? shortDate(date) : null;
  });

  ngOnInit(): void {
    void this.runs.refresh();
  }

  protected readonly outcome = outcomeOf;
  protected readonly cause = causeOf;

  protected what(run: RunResponse): string {
    if (run.text) return run.text;
    const took = run.durationMs === null ? '' : `in ${spokenDuration(run.durationMs)}`;
    return [broughtBy(run), took].filter(Boolean).join(', ');
  }
}
