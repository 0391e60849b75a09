import { Component, computed, input } from '@angular/core';
import type { InvitationMade } from '../core/api/models';
import { wholeLink } from '../core/whole-link';
import { CopyOnce } from '../ui/copy-once';
import { Notice } from '../ui/notice';
import { shortDate } from '../ui/relative-time';
import { mailWords } from './invitation-words';

/** A link for one talent, what came of its mail, and the words to send with it. */
@Component({
  selector: 'app-invitation-shown',
  imports: [CopyOnce, Notice],
  host: { class: 'block' },
  template: `
    @let m = made();
    @if (m.mail === 'sent') {
      <ui-notice class="mb-5"
        ><span class="font-semibold text-ink">Sent to {{ m.invitation.sentTo }}.</span> You can also pass the link on
        yourself.</ui-notice
      >
    } @else if (trouble(); as words) {
      <ui-notice tone="care" class="mb-5">{{ words }}</ui-notice>
    }
    <ui-copy-once label="Link" action="Copy link" [value]="link()" />
    <ui-copy-once class="mt-5" label="Message" action="Copy message" look="secondary" [rows]="6" [value]="message()" />
    <p class="mt-5 text-sm text-ink-2">
      It is for {{ name() }} alone and good until {{ until() }}. It opens on a phone, without an account here.
    </p>
  `,
})
export class InvitationShown {
  readonly made = input.required<InvitationMade>();
  readonly name = input.required<string>();
  protected readonly link = computed(() => wholeLink(this.made().link));
  protected readonly message = computed(() => {
    const { message, link } = this.made();
    return link && message ? message.replace(link, this.link()) : (message ?? '');
  });
  protected readonly trouble = computed(() => mailWords(this.made().mail, this.name()));
  protected readonly until = computed(() => shortDate(new Date(this.made().invitation.expiresAt)));
}
