import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { ApiClient } from '../core/api-client';
import type {
  AppCredentialCheck,
  AppCredentialFinding,
  AppCredentialResponse,
  PlatformResponse,
} from '../core/api/models';
import { fieldErrors, toProblem, type Problem } from '../core/problem';
import { Screen } from '../core/screen';
import { Badge, type BadgeTone } from '../ui/badge';
import { Button } from '../ui/button';
import { CopyOnce } from '../ui/copy-once';
import { DialogFrame } from '../ui/dialog-frame';
import { ErrorState } from '../ui/error-state';
import { Control, Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';

/** What a check found: a fault, a thing that works, or something that only people can look up. */
const kindOf = ({ code, action }: AppCredentialFinding): { label: string; tone: BadgeTone } => {
  if (code) return { label: 'Needs a hand', tone: 'care' };
  return action ? { label: 'To be checked there', tone: 'rest' } : { label: 'Works', tone: 'good' };
};

/** The agency's own keys at one platform: they go in and never come out; the check says what is wrong with them. */
@Component({
  selector: 'app-app-keys-dialog',
  imports: [Badge, Button, Control, CopyOnce, DialogFrame, ErrorState, Field, Notice, Skeleton, TimeAgo],
  templateUrl: './app-keys-dialog.html',
})
export class AppKeysDialog {
  private readonly api = inject(ApiClient);
  protected readonly platform = inject<PlatformResponse>(DIALOG_DATA);
  /** Closes with true when something was changed. */
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef);
  private readonly path = `/platforms/${encodeURIComponent(this.platform.id)}/app-credential`;
  protected readonly screen = new Screen<AppCredentialResponse>(() => this.api.get(this.path));
  protected readonly busy = signal<'save' | 'remove' | 'check' | null>(null);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly errors = computed(() => fieldErrors(this.problem()));
  protected readonly said = signal('');
  protected readonly checked = signal<AppCredentialCheck | null>(null);
  protected readonly changed = signal(false);
  /** Asked whether the keys are to go. */
  protected readonly leaving = signal(false);
  protected readonly findings = computed(() => this.checked()?.findings.map((one) => ({ ...one, ...kindOf(one) })));
  /** What is said beside its field is not said above it as well. */
  protected readonly elsewhere = computed(() => {
    const keys = this.screen.data()?.keys.map(({ key }) => key) ?? [];
    const besides = keys.some((key) => this.errors()[key] ?? this.errors()[`values.${key}`]);
    return besides ? null : this.problem();
  });

  constructor() {
    void this.screen.refresh();
  }

  /** Fields that are left empty keep what they hold. */
  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement)) return;
    const form = event.target;
    const entered = [...new FormData(form)].map(([key, value]) => [key, typeof value === 'string' ? value.trim() : '']);
    const values = Object.fromEntries(entered.filter(([, value]) => value)) as Record<string, string>;
    if (Object.keys(values).length === 0) return this.said.set('Nothing was entered.');
    await this.run('save', async () => {
      const saved = await this.api.put<AppCredentialResponse>(this.path, { values });
      this.screen.change(() => saved);
      this.changed.set(true);
      for (const box of form.querySelectorAll<HTMLInputElement>('input[type=password]')) box.value = '';
      this.checked.set(null);
      this.said.set('Saved, sealed.');
    });
  }

  protected async remove(): Promise<void> {
    await this.run('remove', async () => {
      await this.api.delete(this.path);
      this.changed.set(true);
      this.checked.set(null);
      this.leaving.set(false);
      this.said.set('Removed. The keys of this server are used where it has some.');
      await this.screen.refresh();
    });
  }

  protected async check(): Promise<void> {
    await this.run('check', async () => this.checked.set(await this.api.post(`${this.path}/check`)));
  }

  private async run(what: 'save' | 'remove' | 'check', work: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(what);
    this.problem.set(null);
    this.said.set('');
    try {
      await work();
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(null);
    }
  }
}
