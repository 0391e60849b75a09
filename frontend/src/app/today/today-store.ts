/** What needs a hand right now, kept live; and the steps that can be taken from here. */
import { Injectable, effect, inject, signal } from '@angular/core';
import { Announcer } from '../core/announcer';
import { AttentionCount } from '../core/attention-count';
import type { AttentionResponse } from '../core/api/models';
import { doneWords, failedWords } from '../core/bulk-words';
import { pollWhileAlive } from '../core/poller';
import { toProblem } from '../core/problem';
import { Screen } from '../core/screen';
import { Toasts } from '../ui/toasts';
import { TodayApi } from './today-api';
import { headline, type Step } from './today-words';

@Injectable()
export class TodayStore {
  private readonly api = inject(TodayApi);
  private readonly toasts = inject(Toasts);
  private readonly poller = pollWhileAlive(() => this.screen.refresh({ background: true }));
  readonly screen = new Screen<AttentionResponse>(({ background }) => this.api.attention(background));
  /** Connections for which an answer is awaited. */
  readonly asking = signal<ReadonlySet<string>>(new Set());

  constructor() {
    const announcer = inject(Announcer);
    const count = inject(AttentionCount);
    let said: number | null = null;
    effect(() => {
      const total = this.screen.data()?.total ?? null;
      if (total === null || total === said) return;
      count.take(total);
      if (said !== null) announcer.say(headline(total));
      said = total;
    });
    void this.screen.refresh();
  }

  async take(step: Step, ids: readonly string[]): Promise<void> {
    if (ids.some((id) => this.asking().has(id))) return;
    this.asking.update((before) => new Set([...before, ...ids]));
    try {
      const { results } = await this.api.do(step, ids);
      const failed = failedWords(results);
      if (failed)
        this.toasts.bad(ids.length > 1 ? `${doneWords(step, results)} ${failed}` : failed.replace(/^1 not: /, ''));
      else this.toasts.good(doneWords(step, results));
    } catch (error) {
      this.toasts.bad(toProblem(error).detail);
    } finally {
      this.asking.update((before) => new Set([...before].filter((id) => !ids.includes(id))));
      this.poller.watch();
      await this.screen.refresh({ background: true });
    }
  }
}
