import { DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import type { Scope } from '../core/api-words';
import { fieldErrors, toProblem, type Problem } from '../core/problem';
import { Button } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Control, Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { Select } from '../ui/select';
import { CopyOnce } from '../ui/copy-once';
import { ApiKeysApi, type NewApiKey } from './api-keys-api';

/** Makes a key, then shows its secret: here, once, and nowhere else ever again. */
@Component({
  selector: 'app-create-api-key-dialog',
  imports: [Button, Control, CopyOnce, DialogFrame, Field, Notice, Select],
  templateUrl: './create-api-key-dialog.html',
})
export class CreateApiKeyDialog {
  private readonly api = inject(ApiKeysApi);
  protected readonly ref = inject<DialogRef<void>>(DialogRef);
  protected readonly busy = signal(false);
  protected readonly secret = signal<string | null>(null);
  protected readonly nameMissing = signal<string | null>(null);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly errors = computed(() => fieldErrors(this.problem()));

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement) || this.busy()) return;
    const body = readKey(new FormData(event.target));
    this.nameMissing.set(body.name ? null : 'Enter a name.');
    if (!body.name) {
      event.target.querySelector('input')?.focus();
      return;
    }
    await this.send(body);
  }

  private async send(body: NewApiKey): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      this.secret.set((await this.api.create(body)).secret);
      this.ref.disableClose = true;
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}

function readKey(form: FormData): NewApiKey {
  const name = form.get('name');
  const days = Number(form.get('expiresInDays'));
  const scopes: Scope[] = form.get('scopes') === 'write' ? ['read', 'write'] : ['read'];
  return { name: typeof name === 'string' ? name.trim() : '', scopes, ...(days ? { expiresInDays: days } : {}) };
}
