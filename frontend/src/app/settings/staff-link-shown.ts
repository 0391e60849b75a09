import { Component, input } from '@angular/core';
import type { StaffLinkAnswer } from '../core/api/models';
import { shortDate } from '../ui/relative-time';
import { CopyOnce } from '../ui/copy-once';
import { wholeLink } from '../core/whole-link';

/** A link for one person, and what to do with it. */
@Component({
  selector: 'app-staff-link-shown',
  imports: [CopyOnce],
  host: { class: 'block' },
  template: `
    <ui-copy-once label="Link" action="Copy link" [value]="whole(made().link)" />
    <p class="mt-5 text-sm text-ink-2">
      Send it to {{ name() }} yourself, in a message only they read: whoever opens it first sets the passphrase. It
      works once, until {{ date(made().expiresAt) }}. Earlier links for {{ name() }} work no more.
    </p>
  `,
})
export class StaffLinkShown {
  readonly name = input.required<string>();
  readonly made = input.required<StaffLinkAnswer>();
  protected readonly whole = wholeLink;
  protected readonly date = (at: string): string => shortDate(new Date(at));
}
