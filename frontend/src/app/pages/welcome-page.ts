import { Component, computed, effect, inject, signal, untracked, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { ApiClient } from '../core/api-client';
import type { Me, StaffLinkFacts } from '../core/api/models';
import { fieldErrors, toProblem, type Problem } from '../core/problem';
import { Session } from '../core/session';
import { NewPassphrase } from '../settings/new-passphrase';
import { Button } from '../ui/button';
import { Control, Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { shortDate } from '../ui/relative-time';
import { Skeleton } from '../ui/skeleton';
import { EntranceFrame } from './entrance-frame';

type Link = { kind: 'opening' } | { kind: 'good'; facts: StaffLinkFacts } | { kind: 'bad'; problem: Problem };

/** Where an invitation or a passphrase link leads. Its token stands behind # and is sent in bodies only. */
@Component({
  selector: 'app-welcome-page',
  imports: [Button, Control, EntranceFrame, Field, NewPassphrase, Notice, RouterLink, Skeleton],
  templateUrl: './welcome-page.html',
})
export class WelcomePage {
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly fragment = toSignal(inject(ActivatedRoute).fragment, { initialValue: null });
  private readonly passphrase = viewChild(NewPassphrase);

  protected readonly link = signal<Link>({ kind: 'opening' });
  protected readonly busy = signal(false);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly error = signal<string | null>(null);
  /** A link that does not work stays so; anything else may work on another try. */
  protected readonly final = computed(() => {
    const link = this.link();
    return link.kind === 'bad' && [404, 410].includes(link.problem.status);
  });
  protected readonly date = (at: string): string => shortDate(new Date(at));

  constructor() {
    effect(() => {
      const token = this.fragment();
      untracked(() => void this.open(token));
    });
  }

  protected async open(token = this.fragment()): Promise<void> {
    this.link.set({ kind: 'opening' });
    try {
      const facts = await this.api.post<StaffLinkFacts>('/staff-links/open', {
        token: (token ?? '').slice(0, 100) || '-',
      });
      if (token === this.fragment()) this.link.set({ kind: 'good', facts });
    } catch (error) {
      if (token === this.fragment()) this.link.set({ kind: 'bad', problem: toProblem(error) });
    }
  }

  protected async use(event: Event): Promise<void> {
    event.preventDefault();
    const field = this.passphrase();
    if (!field || this.busy()) return;
    this.problem.set(null);
    this.error.set(field.value ? null : 'Choose a passphrase.');
    if (this.error()) return field.focus();
    this.busy.set(true);
    try {
      const body = { token: this.fragment() ?? '', passphrase: field.value };
      this.session.enter(await this.api.post<Me>('/staff-links/use', body));
      await this.router.navigateByUrl(this.session.home(), { replaceUrl: true });
    } catch (error) {
      this.refused(toProblem(error), field);
    } finally {
      this.busy.set(false);
    }
  }

  private refused(problem: Problem, field: NewPassphrase): void {
    const about = fieldErrors(problem)['passphrase'] ?? null;
    if (problem.status === 404 || problem.status === 410) return this.link.set({ kind: 'bad', problem });
    this.error.set(about);
    this.problem.set(about ? null : problem);
    field.focus();
  }
}
