import { Component, computed, input } from '@angular/core';

export interface BrandDrawing {
  path: string;
  viewBox: string;
  color: string;
  colorDark: string;
}

/** A brand's official mark from path data, in its own colour for each theme. With `label` it speaks, without it is decoration. */
@Component({
  selector: 'ui-brand-icon',
  host: { class: 'inline-flex shrink-0 items-center justify-center' },
  template: `
    @if (drawn(); as mark) {
      <svg
        class="brand"
        [style.--brand]="mark.color"
        [style.--brand-dark]="mark.colorDark"
        [attr.width]="size()"
        [attr.height]="size()"
        [attr.viewBox]="mark.viewBox"
        [attr.role]="role()"
        [attr.aria-label]="label()"
        [attr.aria-hidden]="label() ? null : 'true'"
        focusable="false"
      >
        <path [attr.d]="mark.path" fill="currentColor" />
      </svg>
    } @else {
      <svg
        class="text-ink-3"
        viewBox="0 0 20 20"
        [attr.width]="size()"
        [attr.height]="size()"
        [attr.role]="role()"
        [attr.aria-label]="label()"
        [attr.aria-hidden]="label() ? null : 'true'"
        focusable="false"
      >
        <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="1.6" />
      </svg>
    }
  `,
  styles: `
    .brand {
      color: var(--brand);
    }
    :host-context([data-theme='dark']) .brand {
      color: var(--brand-dark);
    }
  `,
})
export class BrandIcon {
  readonly drawing = input<BrandDrawing | null>(null);
  readonly label = input<string | null>(null);
  readonly size = input(18);
  protected readonly drawn = computed(() => (this.drawing()?.path ? this.drawing() : null));
  protected readonly role = computed(() => (this.label() ? 'img' : null));
}
