import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import type { TalentListItem, TalentOwner } from '../core/api/models';
import type { TalentInput } from '../core/api-words';
import { newIdempotencyKey } from '../core/idempotency';
import { fieldErrors, toProblem, type Problem } from '../core/problem';
import { Button } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Control, Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { Select } from '../ui/select';
import { TalentFacetsStore } from './talent-facets-store';
import { TalentsApi } from './talents-api';

/** Adds a talent, or edits one when it is given. Closes with the talent's id. */
@Component({
  selector: 'app-talent-dialog',
  imports: [Button, Control, DialogFrame, Field, Notice, Select],
  templateUrl: './talent-dialog.html',
})
export class TalentDialog {
  private readonly api = inject(TalentsApi);
  private readonly key = newIdempotencyKey();
  protected readonly ref = inject<DialogRef<string>>(DialogRef);
  protected readonly talent = inject<TalentListItem | null>(DIALOG_DATA, { optional: true });
  protected readonly facets = inject(TalentFacetsStore).facets;
  protected readonly owners = signal<TalentOwner[]>(this.talent?.owner ? [this.talent.owner] : []);
  protected readonly busy = signal(false);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly nameMissing = signal<string | null>(null);
  protected readonly errors = computed(() => fieldErrors(this.problem()));

  constructor() {
    this.api.staff().then(
      ({ items }) => this.owners.set(items),
      () => this.owners.set(this.facets().owners),
    );
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement) || this.busy()) return;
    const input = readInput(new FormData(event.target));
    this.nameMissing.set(input.name ? null : 'Enter a name.');
    if (!input.name) {
      event.target.querySelector('input')?.focus();
      return;
    }
    await this.send(input);
  }

  private async send(input: TalentInput): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      const saved = this.talent ? await this.api.update(this.talent.id, input) : await this.api.create(input, this.key);
      this.ref.close(saved.id);
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}

function readInput(form: FormData): TalentInput {
  const read = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  return {
    name: read('name'),
    aliases: words(read('aliases')),
    email: read('email') || null,
    locale: read('locale') || null,
    ownerId: read('ownerId') || null,
    tags: words(read('tags')),
    notes: read('notes') || null,
  };
}

function words(text: string): string[] {
  const all = text.split(',').map((word) => word.trim());
  return [...new Set(all.filter(Boolean))];
}
