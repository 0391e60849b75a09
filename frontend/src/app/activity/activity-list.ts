import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Activity } from '../core/api/models';
import { PlatformStore } from '../core/platform-store';
import { Now } from '../ui/now';
import { dayName, exactTime, timeOfDay } from '../ui/relative-time';
import { Avatar } from '../ui/avatar';
import { Icon, type IconName } from '../ui/icon';
import { Tooltip } from '../ui/tooltip';
import { actionWords, actorName, changeWords, targetPath, targetWords, type Names } from './activity-words';

/** Whoever is no person has a sign instead of a face. */
const SIGNS: Partial<Record<Activity['actor']['kind'], IconName>> = {
  'api-key': 'key',
  system: 'refresh',
  anonymous: 'info',
};

/** The log, newest first, a heading for each day. */
@Component({
  selector: 'app-activity-list',
  imports: [Avatar, Icon, RouterLink, Tooltip],
  host: { class: 'block' },
  templateUrl: './activity-list.html',
})
export class ActivityList {
  readonly entries = input.required<readonly Activity[]>();
  /** Names of people by their id, as far as they are known here. */
  readonly people = input<ReadonlyMap<string, string>>(new Map());
  private readonly now = inject(Now).now;
  private readonly platforms = inject(PlatformStore);
  protected readonly days = computed(() => {
    const people = this.people();
    const names: Names = { person: (id) => people.get(id) ?? null, platform: (id) => this.platforms.name(id) };
    const days = new Map<string, ReturnType<typeof rowOf>[]>();
    for (const entry of this.entries()) {
      const day = dayName(new Date(entry.at), this.now());
      days.set(day, [...(days.get(day) ?? []), rowOf(entry, names)]);
    }
    return [...days].map(([name, rows]) => ({ name, rows }));
  });
}

function rowOf(entry: Activity, names: Names) {
  const at = new Date(entry.at);
  return {
    id: entry.id,
    iso: entry.at,
    time: timeOfDay(at),
    exact: entry.address ? `${exactTime(at)}, from ${entry.address}` : exactTime(at),
    actor: actorName(entry.actor),
    sign: SIGNS[entry.actor.kind] ?? null,
    action: actionWords(entry.action),
    target: targetWords(entry),
    named: Boolean(entry.target?.name),
    link: targetPath(entry),
    address: entry.address,
    changes: changeWords(entry, names),
  };
}
