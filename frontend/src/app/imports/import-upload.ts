import { Component, inject, output, signal } from '@angular/core';
import type { ImportResponse } from '../core/api/models';
import { PlatformStore } from '../core/platform-store';
import { toProblem, type Problem } from '../core/problem';
import { Button } from '../ui/button';
import { Control, Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { plural } from '../ui/numbers';
import { MOST_BYTES, csvOf, decode, download, templateFor } from './csv-file';
import { ImportsApi } from './imports-api';

/** Takes a file by picker, drop or paste, has it checked, and says line by line what can't be read. */
@Component({
  selector: 'app-import-upload',
  imports: [Button, Control, Field, Icon, Notice],
  templateUrl: './import-upload.html',
  host: { class: 'block' },
})
export class ImportUpload {
  readonly checked = output<ImportResponse>();
  private readonly api = inject(ImportsApi);
  private readonly platforms = inject(PlatformStore);
  protected readonly busy = signal(false);
  protected readonly over = signal(false);
  protected readonly pasting = signal(false);
  protected readonly pasted = signal('');
  protected readonly problem = signal<Pick<Problem, 'detail' | 'errors'> | null>(null);

  constructor() {
    this.platforms.ensure();
  }

  protected template(): void {
    download('rostrum-import.csv', csvOf(templateFor(this.platforms.connectable())));
  }

  protected async pick(event: Event): Promise<void> {
    const field = event.target as HTMLInputElement;
    await this.take(field.files?.[0]);
    field.value = ''; // the same file, mended, is a new choice
  }

  protected async drop(event: DragEvent): Promise<void> {
    event.preventDefault();
    this.over.set(false);
    await this.take(event.dataTransfer?.files[0]);
  }

  protected hover(event: DragEvent, over: boolean): void {
    event.preventDefault();
    this.over.set(over);
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.pasted().trim() === '') this.refuse('Paste the rows first, with their header line.');
    else await this.check('Pasted rows', this.pasted());
  }

  private async take(file: File | undefined): Promise<void> {
    if (!file || this.busy()) return;
    if (file.size > MOST_BYTES)
      return this.refuse(`${file.name} is too large: 2 MB is the limit. Split it into several files.`);
    if (/\.(xlsx?|ods|numbers)$/i.test(file.name))
      return this.refuse(`${file.name} is a spreadsheet. Save it as CSV, then choose that file.`);
    await this.check(file.name, decode(new Uint8Array(await file.arrayBuffer())));
  }

  private async check(name: string, csv: string): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      this.checked.emit(await this.api.check(name.slice(0, 200), csv));
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }

  private refuse(detail: string): void {
    this.problem.set({ detail, errors: [] });
  }

  protected title({ errors, detail }: Pick<Problem, 'detail' | 'errors'>): string {
    return errors.length > 1 ? `${plural(errors.length, 'line')} can’t be read` : detail;
  }
}
