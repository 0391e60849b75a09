import { Component, input } from '@angular/core';

/** Our own sign: somebody on a stand. */
@Component({
  selector: 'ui-brand-mark',
  host: { class: 'inline-flex shrink-0', 'aria-hidden': 'true' },
  template: `
    <svg [attr.width]="size()" [attr.height]="size()" viewBox="0 0 32 32" focusable="false">
      <rect width="32" height="32" rx="8" class="fill-rail-accent" />
      <path d="M7 22h18v3H7zM10 16.5h12v3H10z" class="fill-rail" />
      <circle cx="16" cy="10" r="3.5" class="fill-rail" />
    </svg>
  `,
})
export class BrandMark {
  readonly size = input(30);
}
