import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import type { TalentListItem } from '../core/api/models';
import { toProblem, type Problem } from '../core/problem';
import { Button } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Notice } from '../ui/notice';
import { plural } from '../ui/numbers';
import { Picker, type PickerOption } from '../ui/picker';
import { TalentsApi } from './talents-api';

export interface MergeData {
  into: TalentListItem;
  merge: (from: string) => Promise<void>;
}

/** Two entries for one person: all that the other has moves here, and the other goes. Closes with the other's name. */
@Component({
  selector: 'app-merge-dialog',
  imports: [Button, DialogFrame, Notice, Picker],
  templateUrl: './merge-dialog.html',
})
export class MergeDialog {
  private readonly api = inject(TalentsApi);
  private readonly data = inject<MergeData>(DIALOG_DATA);
  private known: readonly TalentListItem[] = [];
  protected readonly ref = inject<DialogRef<string>>(DialogRef);
  protected readonly into = this.data.into;
  protected readonly other = signal<TalentListItem | null>(null);
  protected readonly chosen = computed(() => {
    const other = this.other();
    return other && asOption(other);
  });
  protected readonly error = signal<string | null>(null);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly busy = signal(false);
  protected readonly moves = computed(() => {
    const other = this.other();
    return other ? movesOf(other, this.into) : [];
  });

  /** Before anything is typed: whoever is called alike, or else anybody. */
  protected readonly search = async (text: string): Promise<readonly PickerOption[]> => {
    const likely = text || this.into.name.split(/\s/)[0] || '';
    const others = async (q: string) => (await this.api.like(q)).filter(({ id }) => id !== this.into.id);
    const found = await others(likely);
    this.known = found.length || text ? found : await others('');
    return this.known.map(asOption);
  };

  protected pick(option: PickerOption | null): void {
    this.other.set(this.known.find(({ id }) => id === option?.id) ?? null);
    this.error.set(null);
  }

  protected async confirm(): Promise<void> {
    const other = this.other();
    if (!other) return this.error.set('Choose the other entry.');
    this.busy.set(true);
    this.problem.set(null);
    try {
      await this.data.merge(other.id);
      this.ref.close(other.name);
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}

function asOption({ id, name, connections }: TalentListItem): PickerOption {
  const face = connections.find(({ avatarUrl }) => avatarUrl)?.avatarUrl ?? null;
  return {
    id,
    label: name,
    note: connections.length ? plural(connections.length, 'profile') : 'No profiles yet',
    face,
  };
}

/** What of the other one is kept, in words. */
function movesOf(other: TalentListItem, into: TalentListItem): string[] {
  const names = [other.name, ...other.aliases].filter((name) => name !== into.name && !into.aliases.includes(name));
  const tags = other.tags.filter((tag) => !into.tags.includes(tag));
  const { length } = other.connections;
  return [
    ...(length ? [`${plural(length, 'profile')}, with posts, numbers and their history`] : []),
    ...(names.length ? [`the ${names.length > 1 ? 'names' : 'name'} ${names.join(', ')}, as also known`] : []),
    ...(tags.length ? [`the ${tags.length > 1 ? 'tags' : 'tag'} ${tags.join(', ')}`] : []),
    ...(other.notes ? ['the notes, below those that are here'] : []),
  ];
}
