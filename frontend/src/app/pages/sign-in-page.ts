import { Component, type ElementRef, afterNextRender, inject, input, signal, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { toProblem, type Problem } from '../core/problem';
import { plural } from '../ui/numbers';
import { safeReturnPath } from '../core/return-path';
import { Session } from '../core/session';
import { Button } from '../ui/button';
import { Control, Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { EntranceFrame } from './entrance-frame';

@Component({
  selector: 'app-sign-in-page',
  imports: [Button, Control, EntranceFrame, Field, Notice],
  templateUrl: './sign-in-page.html',
})
export class SignInPage {
  readonly next = input<string>();
  readonly ended = input<string>();
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  protected readonly busy = signal(false);
  protected readonly problem = signal<string | null>(null);
  protected readonly missing = signal<{ email?: string; password?: string }>({});
  protected readonly revealed = signal(false);

  private readonly email = viewChild.required<ElementRef<HTMLInputElement>>('email');

  constructor() {
    // The only thing to do on this page is to type here.
    afterNextRender(() => this.email().nativeElement.focus());
  }

  protected async submit(event: Event, email: HTMLInputElement, password: HTMLInputElement): Promise<void> {
    event.preventDefault();
    this.problem.set(null);
    this.missing.set({
      ...(email.value.trim() ? {} : { email: 'Enter your e-mail address.' }),
      ...(password.value ? {} : { password: 'Enter your passphrase.' }),
    });
    const first = this.missing().email ? email : this.missing().password ? password : null;
    if (first) return first.focus();
    await this.signIn(email.value.trim(), password);
  }

  private async signIn(email: string, password: HTMLInputElement): Promise<void> {
    this.busy.set(true);
    try {
      await this.session.signIn(email, password.value);
      await this.router.navigateByUrl(this.target());
    } catch (error) {
      this.problem.set(sentence(toProblem(error)));
      password.select();
    } finally {
      this.busy.set(false);
    }
  }

  /** Back to where they were, if that is a place of theirs. */
  private target(): string {
    const next = safeReturnPath(this.next());
    const home = this.session.home();
    return home === '/my' && !next.startsWith(home) ? home : next;
  }
}

function sentence(problem: Problem): string {
  if (problem.status === 401) return 'E-mail and passphrase do not match. Check both and try again.';
  if (problem.status === 429 && problem.retryAfter) {
    return `Too many tries. You can try again in ${plural(Math.ceil(problem.retryAfter / 60), 'minute')}.`;
  }
  return problem.detail;
}
