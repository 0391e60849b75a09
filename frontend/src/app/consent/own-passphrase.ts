import { Component, computed, inject, output, signal } from '@angular/core';
import { ApiClient } from '../core/api-client';
import { toProblem, type Problem } from '../core/problem';
import { Session } from '../core/session';
import { Button } from '../ui/button';
import { Control, Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { Toasts } from '../ui/toasts';
import { problemWords } from './problem-words';
import { Speech } from './speech';

/** Changing one's own passphrase, in one's own language. Folded away until it is wanted. */
@Component({
  selector: 'app-own-passphrase',
  imports: [Button, Control, Field, Notice],
  host: { class: 'block' },
  templateUrl: './own-passphrase.html',
})
export class OwnPassphrase {
  readonly changed = output();
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  protected readonly speech = inject(Speech);
  protected readonly open = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<string | null>(null);
  protected readonly errors = signal<{ present?: string; next?: string }>({});
  protected readonly email = computed(() => this.session.me()?.user?.email ?? '');

  protected close(): void {
    this.open.set(false);
    this.problem.set(null);
    this.errors.set({});
  }

  protected async save(event: Event, present: HTMLInputElement, next: HTMLInputElement): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    const words = this.speech.w();
    this.problem.set(null);
    this.errors.set({
      ...(present.value ? {} : { present: words.security.presentMissing }),
      ...(next.value ? {} : { next: words.account.missing }),
    });
    const first = this.errors().present ? present : this.errors().next ? next : null;
    if (first) return first.focus();
    this.busy.set(true);
    try {
      await this.api.post('/auth/passphrase', { current: present.value, next: next.value });
      this.close();
      this.toasts.good(words.security.changed);
      this.changed.emit();
    } catch (error) {
      this.refused(toProblem(error), present, next);
    } finally {
      this.busy.set(false);
    }
  }

  private refused(problem: Problem, present: HTMLInputElement, next: HTMLInputElement): void {
    const words = this.speech.w();
    const about = problem.errors[0]?.field;
    if (about === 'current') {
      this.errors.set({ present: words.security.presentWrong });
      present.select();
    } else if (about === 'next') {
      this.errors.set({ next: words.account.refused });
      next.select();
    } else this.problem.set(problemWords(problem, words, { platform: '', agency: '' }));
  }
}
