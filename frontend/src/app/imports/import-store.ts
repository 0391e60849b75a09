/** One import with its rows, kept live while it runs. */
import { Injectable, computed, inject, signal } from '@angular/core';
import { Announcer } from '../core/announcer';
import type { ImportResponse } from '../core/api/models';
import { pollWhileAlive } from '../core/poller';
import { toProblem } from '../core/problem';
import { ListScreen, Screen } from '../core/screen';
import { Toasts } from '../ui/toasts';
import { download, problemsCsv } from './csv-file';
import { ImportsApi, type ImportRow, type RowOutcome } from './imports-api';
import { headline } from './import-words';

@Injectable()
export class ImportStore {
  private readonly api = inject(ImportsApi);
  private readonly toasts = inject(Toasts);
  private readonly announcer = inject(Announcer);
  private readonly poller = pollWhileAlive(() => this.poll());
  private id = '';
  private outcome: RowOutcome | null = null;
  readonly screen = new Screen<ImportResponse>(({ background }) => this.api.get(this.id, background));
  readonly rows = new ListScreen<ImportRow>((cursor, { background }) =>
    this.api.rows(this.id, this.outcome, cursor, background),
  );
  /** A deed whose answer is awaited. */
  readonly asking = signal<'start' | 'cancel' | 'download' | null>(null);
  readonly run = computed(() => this.screen.data());

  show(id: string, outcome: RowOutcome | null): void {
    const another = id !== this.id;
    this.id = id;
    this.outcome = outcome;
    if (another) void this.screen.restart().then(() => this.followUp());
    void this.rows.restart();
  }

  start(): Promise<void> {
    return this.ask('start', async () => this.take(await this.api.start(this.id)));
  }

  cancel(): Promise<void> {
    return this.ask('cancel', async () => this.take(await this.api.cancel(this.id)));
  }

  /** The rows that were not done, to mend and upload again. */
  download(): Promise<void> {
    return this.ask('download', async () => {
      const name = (this.run()?.name ?? 'import').replace(/\.\w+$/, '');
      download(`${name} - problems.csv`, problemsCsv(await this.api.problems(this.id)));
    });
  }

  /** True where it is gone. */
  async remove(): Promise<boolean> {
    try {
      await this.api.remove(this.id);
      this.toasts.good('Import deleted. What it added stays.');
      return true;
    } catch (error) {
      this.toasts.bad(toProblem(error).detail);
      return false;
    }
  }

  private async ask(what: 'start' | 'cancel' | 'download', work: () => Promise<void>): Promise<void> {
    if (this.asking()) return;
    this.asking.set(what);
    try {
      await work();
    } catch (error) {
      this.toasts.bad(toProblem(error).detail);
    } finally {
      this.asking.set(null);
    }
  }

  private take(run: ImportResponse): void {
    this.screen.change(() => run);
    this.followUp();
  }

  private async poll(): Promise<void> {
    const before = this.run();
    if (before && before.status !== 'running') return;
    await this.screen.refresh({ background: true });
    const after = this.run();
    if (!before || !after) return;
    if (after.counts.ready !== before.counts.ready) await this.rows.reread().catch(() => undefined);
    if (after.status !== before.status) this.announcer.say(headline(after));
    this.followUp();
  }

  /** While it runs somebody waits for it. */
  private followUp(): void {
    if (this.run()?.status === 'running') this.poller.watch();
    else this.poller.unwatch();
  }
}
