import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Activity } from '../core/api-types-office';
import { Now } from '../core/now';
import { dayName, exactTime, timeOfDay } from '../core/relative-time';
import { Avatar } from '../ui/avatar';
import { Icon } from '../ui/icon';
import { Tooltip } from '../ui/tooltip';
import { actionWords, actorName, fieldWords, valueWords } from './activity-words';

/** The log, newest first, a heading for each day. */
@Component({
  selector: 'app-activity-list',
  imports: [Avatar, Icon, RouterLink, Tooltip],
  host: { class: 'block' },
  templateUrl: './activity-list.html',
})
export class ActivityList {
  readonly entries = input.required<readonly Activity[]>();
  private readonly now = inject(Now).now;
  protected readonly days = computed(() => {
    const days = new Map<string, ReturnType<typeof rowOf>[]>();
    for (const entry of this.entries()) {
      const day = dayName(new Date(entry.at), this.now());
      days.set(day, [...(days.get(day) ?? []), rowOf(entry)]);
    }
    return [...days].map(([name, rows]) => ({ name, rows }));
  });
}

function rowOf(entry: Activity) {
  const at = new Date(entry.at);
  return {
    id: entry.id,
    iso: entry.at,
    time: timeOfDay(at),
    exact: exactTime(at),
    actor: actorName(entry.actor),
    byProgram: entry.actor.kind === 'api-key',
    byItself: entry.actor.kind === 'system',
    action: actionWords(entry.action),
    target: entry.target?.name ?? null,
    link: entry.target?.type === 'talent' ? ['/talents', entry.target.id] : null,
    address: entry.address,
    changes: entry.changes.map(({ field, before, after }) => ({
      field: fieldWords(field),
      before: valueWords(before),
      after: valueWords(after),
    })),
  };
}
