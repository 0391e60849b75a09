import { Component, ElementRef, computed, inject, input, linkedSignal, signal } from '@angular/core';
import type { TalentListItem } from '../core/api/models';
import { toProblem } from '../core/problem';
import { Icon } from '../ui/icon';
import { Toasts } from '../ui/toasts';
import { TalentStore } from './talent-store';

/** What staff want to remember, written where it is read: saved when one leaves it, and taken back as easily. */
@Component({
  selector: 'app-talent-notes',
  imports: [Icon],
  templateUrl: './talent-notes.html',
})
export class TalentNotes {
  readonly talent = input.required<TalentListItem>();
  readonly mayWrite = input(false);
  private readonly store = inject(TalentStore);
  private readonly toasts = inject(Toasts);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly writing = signal(false);
  protected readonly saving = signal(false);
  protected readonly problem = signal<string | null>(null);
  protected readonly saved = computed(() => this.talent().notes ?? '');
  /** What a failed save left unsaved stays until it is saved or given up, also when the page is read again. */
  protected readonly text = linkedSignal<string, string>({
    source: this.saved,
    computation: (saved, before) => (before && this.writing() ? before.value : saved),
  });

  protected begin(): void {
    this.text.set(this.saved());
    this.problem.set(null);
    this.writing.set(true);
    setTimeout(() => {
      const box = this.host.querySelector('textarea');
      box?.focus();
      box?.setSelectionRange(box.value.length, box.value.length);
    });
  }

  protected giveUp(): void {
    this.text.set(this.saved());
    this.leave();
  }

  protected async save(): Promise<void> {
    const [before, after] = [this.saved(), this.text().trim()];
    if (!this.writing() || this.saving()) return;
    if (after === before) return this.leave();
    this.saving.set(true);
    try {
      await this.store.update({ notes: after || null });
      this.leave();
      this.toasts.undo('Notes saved.', () => this.store.update({ notes: before || null }));
    } catch (error) {
      this.problem.set(toProblem(error).detail);
    } finally {
      this.saving.set(false);
    }
  }

  /** Whoever left by the keyboard stands on the way back in; whoever pressed elsewhere is elsewhere. */
  private leave(): void {
    const here = this.host.querySelector('textarea') === document.activeElement;
    this.problem.set(null);
    this.writing.set(false);
    if (here) setTimeout(() => this.host.querySelector('button')?.focus());
  }
}
