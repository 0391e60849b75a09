import { Component } from '@angular/core';
import { OwnPassphrase } from '../consent/own-passphrase';
import { SignIns } from '../consent/sign-ins';

/** How a talent signs in, and where they are. */
@Component({
  selector: 'app-my-security',
  imports: [OwnPassphrase, SignIns],
  host: { class: 'flex flex-col gap-4' },
  template: `
    <app-own-passphrase (changed)="sessions.reread()" />
    <app-sign-ins #sessions />
  `,
})
export class MySecurity {}
