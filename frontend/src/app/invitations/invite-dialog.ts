import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, ElementRef, computed, inject, signal } from '@angular/core';
import type { CreateInvitationRequest, InvitationMade, PlatformResponse } from '../core/api/models';
import { newIdempotencyKey } from '../core/idempotency';
import { PlatformStore } from '../core/platform-store';
import { fieldErrors, toProblem, type Problem } from '../core/problem';
import { Session } from '../core/session';
import { BrandIcon } from '../ui/brand-icon';
import { Button } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Control, Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { Select } from '../ui/select';
import { InvitationShown } from './invitation-shown';
import { LANGUAGES } from './invitation-words';
import { InvitationsApi } from './invitations-api';

export interface InviteData {
  talent: { id: string; name: string; email: string | null; locale: string | null };
  /** Accounts that are known already, by platform: each may well be the one that is meant. */
  handles: ReadonlyMap<string, string>;
  /** Asked for from the start. */
  platforms: readonly string[];
}

type Language = keyof typeof LANGUAGES;

const DEFAULT_DAYS = 14;

/** What a talent is asked for and how, then the link: a mail to them, or words to copy. Closes with what was made. */
@Component({
  selector: 'app-invite-dialog',
  imports: [BrandIcon, Button, Control, DialogFrame, Field, InvitationShown, Notice, Select],
  templateUrl: './invite-dialog.html',
})
export class InviteDialog {
  private readonly api = inject(InvitationsApi);
  private readonly platforms = inject(PlatformStore);
  private readonly session = inject(Session);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  /** One key for one intended link: a second press after a lost answer can't make two. */
  private key = newIdempotencyKey();
  protected readonly ref = inject<DialogRef<InvitationMade>>(DialogRef);
  protected readonly data = inject<InviteData>(DIALOG_DATA);
  protected readonly languages = Object.entries(LANGUAGES).map(([id, name]) => ({ id, name }));
  protected readonly language = languageOf(this.data.talent.locale);
  protected readonly days = DEFAULT_DAYS;
  protected readonly offered = computed(() => this.platforms.all().filter(asksConsent));
  /** Where a mail can go; null where there is no address, or no way to send one. */
  protected readonly mailable = computed(() => (this.session.me()?.mails ? this.data.talent.email : null));
  protected readonly unmailable = computed(() =>
    this.session.me()?.mails ? `${this.data.talent.name} has no e-mail address here.` : 'This server sends no mail.',
  );
  protected readonly sends = signal(this.mailable() !== null);
  protected readonly chosen = signal<ReadonlySet<string>>(new Set(this.data.platforms));
  protected readonly busy = signal(false);
  protected readonly unchosen = signal<string | null>(null);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly errors = computed(() => fieldErrors(this.problem()));
  protected readonly made = signal<InvitationMade | null>(null);

  protected choose(platform: string, wanted: boolean): void {
    this.unchosen.set(null);
    this.chosen.update((ids) => new Set(wanted ? [...ids, platform] : [...ids].filter((id) => id !== platform)));
  }

  protected async invite(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy() || !(event.target instanceof HTMLFormElement)) return;
    const form = new FormData(event.target);
    const platforms = this.offered()
      .filter(({ id }) => this.chosen().has(id))
      .map(({ id }) => ({ platform: id, expectedHandle: text(form, `handle-${id}`) || null }));
    if (platforms.length === 0) return this.unchosen.set('Choose at least one platform.');
    const language = text(form, 'language') as Language;
    const days = Number(text(form, 'days')) || DEFAULT_DAYS;
    await this.make({ talentId: this.data.talent.id, platforms, language, days, send: this.sends() });
  }

  /** Where a platform does not say whose account it is, naming one refuses nothing. */
  protected unsure({ name, consent }: PlatformResponse): string | null {
    if (consent?.evidence !== 'none') return null;
    return `${name} tells no handles: ${this.data.talent.name} is shown the account, and confirms it.`;
  }

  private async make(body: CreateInvitationRequest): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      this.made.set(await this.api.create(body, this.key));
      this.ref.disableClose = true;
    } catch (error) {
      this.problem.set(toProblem(error));
      if (this.problem()?.status) this.key = newIdempotencyKey();
      setTimeout(() => this.host.querySelector('ui-notice')?.scrollIntoView({ block: 'nearest' }));
    } finally {
      this.busy.set(false);
    }
  }
}

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim().replace(/^@/, '') : '';
};

const asksConsent = ({ consent }: PlatformResponse): boolean => consent?.configured ?? false;

function languageOf(locale: string | null): Language {
  const spoken = locale?.slice(0, 2).toLowerCase() ?? '';
  return spoken in LANGUAGES ? (spoken as Language) : 'en';
}
