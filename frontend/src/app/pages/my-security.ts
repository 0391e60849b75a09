import { Component } from '@angular/core';
import { PassphraseCard } from '../settings/passphrase-card';
import { SessionsCard } from '../settings/sessions-card';

/** How a talent signs in: the same cards as staff have, which speak English. */
@Component({
  selector: 'app-my-security',
  imports: [PassphraseCard, SessionsCard],
  host: { class: 'flex flex-col gap-4', lang: 'en' },
  template: `
    <app-passphrase-card (changed)="sessions.reread()" />
    <app-sessions-card #sessions />
  `,
})
export class MySecurity {}
