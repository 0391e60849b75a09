import { Component, computed, inject, input } from '@angular/core';
import type { ConnectionResponse, TimelineEvent } from '../core/api/models';
import { ListScreen } from '../core/screen';
import { Button } from '../ui/button';
import { Empty } from '../ui/empty';
import { ErrorState } from '../ui/error-state';
import { Icon, type IconName } from '../ui/icon';
import { Now } from '../ui/now';
import { dayName, exactTime, timeOfDay } from '../ui/relative-time';
import { Skeleton } from '../ui/skeleton';
import { StaleBanner } from '../ui/stale-banner';
import { Tooltip } from '../ui/tooltip';
import { followed } from './followed';
import { HistoryApi } from './history-api';
import { resumption } from './resumption';

const SIGNS: Record<TimelineEvent['kind'], IconName> = {
  deed: 'roster',
  run: 'refresh',
  change: 'edit',
  alert: 'warning',
};
const LOOKS: Record<TimelineEvent['tone'], string> = {
  good: 'bg-good-soft text-good-ink',
  neutral: 'bg-sunken text-ink-2',
  warning: 'bg-care-soft text-care-ink',
  bad: 'bg-bad-soft text-bad-ink',
};
/** Colour alone must not carry it. */
const TONES: Partial<Record<TimelineEvent['tone'], string>> = { warning: 'Warning: ', bad: 'Problem: ' };

/** What happened to a connection, day by day, newest first. */
@Component({
  selector: 'app-timeline-panel',
  imports: [Button, Empty, ErrorState, Icon, Skeleton, StaleBanner, Tooltip],
  templateUrl: './timeline-panel.html',
})
export class TimelinePanel {
  readonly connection = input.required<ConnectionResponse>();
  private readonly api = inject(HistoryApi);
  private readonly now = inject(Now).now;
  protected readonly screen = new ListScreen<TimelineEvent>((cursor, how) =>
    this.api.timeline(this.connection().id, cursor, how),
  );
  protected readonly days = computed(() => {
    const days = new Map<string, ReturnType<typeof rowOf>[]>();
    for (const [index, event] of this.screen.items().entries()) {
      const day = dayName(new Date(event.at), this.now());
      days.set(day, [
        ...(days.get(day) ?? []),
        index === 0 ? { ...rowOf(event), resumes: this.resumes(event) } : rowOf(event),
      ]);
    }
    return [...days].map(([name, rows]) => ({ name, rows }));
  });

  /** What was put off last goes on then. */
  private resumes({ kind, tone }: TimelineEvent): string | null {
    return kind === 'run' && tone === 'warning' ? resumption(this.connection(), this.now()) : null;
  }

  constructor() {
    followed(
      this.screen,
      computed(() => this.connection().id),
    );
  }
}

function rowOf({ id, at, kind, tone, title, text, actor }: TimelineEvent) {
  const moment = new Date(at);
  const bad = tone === 'bad' || tone === 'warning';
  return {
    id,
    title,
    text,
    actor,
    iso: at,
    time: timeOfDay(moment),
    exact: exactTime(moment),
    sign: bad ? ('warning' as const) : SIGNS[kind],
    look: LOOKS[tone],
    tone: TONES[tone] ?? '',
    resumes: null as string | null,
  };
}
