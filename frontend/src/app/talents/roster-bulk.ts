import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { TalentListItem } from '../core/api/models';
import { toProblem } from '../core/problem';
import { Session } from '../core/session';
import { Dialogs } from '../ui/dialogs';
import { Icon, type IconName } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { plural } from '../ui/numbers';
import { Toasts } from '../ui/toasts';
import { doneWords, failedWords, type BulkAction, type BulkResult } from '../core/bulk-words';
import { RosterStore } from './roster-store';
import { TalentsApi } from './talents-api';
import type { TagData } from './tag-dialog';

interface Deed {
  action: BulkAction;
  label: string;
  icon: IconName;
}

const PROFILE_DEEDS: readonly Deed[] = [
  { action: 'sync', label: 'Sync now', icon: 'refresh' },
  { action: 'pause', label: 'Pause', icon: 'pause' },
  { action: 'resume', label: 'Resume', icon: 'play' },
];
const TAG_DEEDS: readonly Deed[] = [
  { action: 'tag', label: 'Tag…', icon: 'tag' },
  { action: 'untag', label: 'Untag…', icon: 'untag' },
];
const ARCHIVE: Deed = { action: 'archive', label: 'Archive', icon: 'archive' };
const RESTORE: Deed = { action: 'unarchive', label: 'Restore', icon: 'archive' };

/** What can be done to all chosen talents at once. It floats over the list while somebody is chosen. */
@Component({
  selector: 'app-roster-bulk',
  imports: [Icon, IconButton],
  templateUrl: './roster-bulk.html',
  host: { class: 'sticky bottom-20 z-30 mt-5 block animate-rise md:bottom-6', '(keydown.escape)': 'cleared.emit()' },
})
export class RosterBulk {
  readonly talents = input.required<readonly TalentListItem[]>();
  readonly onPage = input.required<number>();
  readonly all = output();
  readonly cleared = output();
  private readonly api = inject(TalentsApi);
  private readonly store = inject(RosterStore);
  private readonly session = inject(Session);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);

  protected readonly asking = signal<BulkAction | null>(null);
  protected readonly count = computed(() => `${this.talents().length} selected`);
  protected readonly more = computed(() => this.talents().length < this.onPage());
  protected readonly deeds = computed<Deed[]>(() => {
    const archived = this.talents().every(({ status }) => status === 'archived');
    const tagged = this.talents().some(({ tags }) => tags.length);
    return [
      ...(this.session.can('connection:write') ? PROFILE_DEEDS : []),
      ...TAG_DEEDS.filter(({ action }) => action === 'tag' || tagged),
      archived ? RESTORE : ARCHIVE,
    ];
  });

  protected async run(action: BulkAction): Promise<void> {
    if (this.asking()) return;
    const tag = action === 'tag' || action === 'untag' ? await this.askTag(action) : undefined;
    if (tag === '') return;
    this.asking.set(action);
    try {
      await this.carryOut(action, this.talents(), tag);
      this.cleared.emit();
    } catch (error) {
      const problem = toProblem(error);
      this.toasts.bad([problem.detail, problem.action].filter(Boolean).join(' '));
    } finally {
      this.asking.set(null);
      this.store.expect();
    }
  }

  private async carryOut(action: BulkAction, talents: readonly TalentListItem[], tag?: string): Promise<void> {
    const ids = talents.map(({ id }) => id);
    switch (action) {
      case 'sync':
      case 'resume':
        return this.tell(action, (await this.api.bulkProfiles(action, { talentIds: ids })).results);
      case 'pause': {
        const { results } = await this.api.bulkProfiles('pause', { talentIds: ids });
        const paused = results.flatMap(({ ok, connectionId }) => (ok && connectionId ? [connectionId] : []));
        return this.tell(action, results, () => this.api.bulkProfiles('resume', { ids: paused }));
      }
      case 'tag':
      case 'untag':
      case 'unarchive':
        return this.tell(action, (await this.api.bulk(action, ids, tag)).results, null, tag);
      case 'archive': {
        const { results } = await this.api.bulk('archive', ids);
        const archived = results.flatMap(({ ok, id }) => (ok ? [id] : []));
        return this.tell(action, results, () => this.api.bulk('unarchive', archived));
      }
    }
  }

  /** What can be taken back says so in a message of its own; why something did not work stays until it is read. */
  private tell(
    action: BulkAction,
    results: readonly BulkResult[],
    undo: (() => Promise<unknown>) | null = null,
    tag = '',
  ): void {
    const [done, failed] = [doneWords(action, results, tag), failedWords(results)];
    const takeBack = undo && results.some(({ ok }) => ok) ? undo : null;
    if (takeBack) {
      this.toasts.undo(done.replace(/,$/, '.'), async () => {
        await takeBack();
        this.store.expect();
      });
      if (failed) this.toasts.bad(failed);
    } else if (failed) this.toasts.bad(`${done} ${failed}`);
    else if (results.length) this.toasts.good(done);
    else this.toasts.note(done);
  }

  private async askTag(action: 'tag' | 'untag'): Promise<string> {
    const talents = this.talents();
    const used = [...new Set(talents.flatMap(({ tags }) => tags))].sort();
    const data: TagData = { remove: action === 'untag', who: plural(talents.length, 'talent'), used };
    return (await this.dialogs.open<string>(() => import('./tag-dialog').then((m) => m.TagDialog), data)) ?? '';
  }
}
