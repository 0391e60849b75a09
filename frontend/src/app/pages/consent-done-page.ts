import {
  Component,
  type ElementRef,
  afterNextRender,
  computed,
  effect,
  inject,
  Injector,
  input,
  untracked,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { Announcer } from '../core/announcer';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { AccountChoice } from '../consent/account-choice';
import { FlowStore } from '../consent/flow-store';
import { flowWords, type FlowWords } from '../consent/flow-words';
import { codeWords, problemWords } from '../consent/problem-words';
import { Speech } from '../consent/speech';
import { TalentFrame } from '../consent/talent-frame';
import type { Words } from '../consent/words/en';

const LOOKS: Record<FlowWords['tone'], string> = {
  good: 'bg-good-soft text-good-ink',
  care: 'bg-care-soft text-care-ink',
  note: 'bg-warm-soft text-warm-ink',
  busy: 'bg-warm-soft text-warm-ink',
};

/** Where platforms send talents back to: what came of it, and the way on. */
@Component({
  selector: 'app-consent-done-page',
  imports: [AccountChoice, Button, Icon, Notice, RouterLink, TalentFrame],
  providers: [FlowStore],
  templateUrl: './consent-done-page.html',
})
export class ConsentDonePage {
  /** From the address: which sign-in, or why none is known. */
  readonly flow = input<string>();
  readonly problem = input<string>();
  private readonly announcer = inject(Announcer);
  private readonly injector = inject(Injector);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');
  protected readonly store = inject(FlowStore);
  protected readonly speech = inject(Speech);
  protected readonly tab = (words: Words): string => words.done.tab;

  protected readonly said = computed(() => {
    const [words, flow] = [this.speech.words(), this.store.flow()];
    if (!words) return null;
    if (flow) return flowWords(flow, words, this.store.agency(), this.store.slow());
    return this.store.problem() ? this.withoutFlow(words) : null;
  });
  protected readonly look = computed(() => LOOKS[this.said()?.tone ?? 'busy']);
  protected readonly back = computed(() => this.store.flow()?.back ?? '/consent');
  /** Nothing is left to be decided here. */
  protected readonly ended = computed(() => {
    const flow = this.store.flow();
    return !flow || flow.state === 'waiting' || (flow.state === 'ended' && flow.outcome !== 'choose');
  });
  protected readonly trouble = computed(() => {
    const [problem, words] = [this.store.trouble(), this.speech.words()];
    const about = { platform: this.store.flow()?.platformName ?? '', agency: this.store.agency() };
    return problem && words ? problemWords(problem, words, about) : null;
  });
  private readonly title = computed(() => this.said()?.title ?? null);

  constructor() {
    effect(() => {
      const [flow, problem] = [this.flow(), this.problem()];
      untracked(() => void this.store.enter(flow ?? null, problem ?? null));
    });
    // Each outcome is a new page in all but address: it is said, and reading begins at its heading.
    effect(() => {
      const title = this.title();
      if (title) untracked(() => this.arrive(title));
    });
  }

  private arrive(title: string): void {
    this.announcer.say(title);
    afterNextRender(() => this.heading()?.nativeElement.focus(), { injector: this.injector });
  }

  private withoutFlow(words: Words): FlowWords {
    const { status = 0, code = null } = this.store.problem() ?? {};
    const tone = 'care';
    if (this.flow() && status === 404)
      return { title: words.done.elsewhere, lead: words.done.elsewhereLead, again: null, tone };
    const about = { platform: '', agency: '' };
    return { title: words.done.failed, lead: codeWords(code, words, about), again: null, tone };
  }
}
