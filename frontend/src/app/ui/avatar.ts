import { Component, computed, input, linkedSignal } from '@angular/core';

const TINTS = [
  'bg-accent-soft text-accent-ink',
  'bg-good-soft text-good-ink',
  'bg-busy-soft text-busy-ink',
  'bg-care-soft text-care-ink',
  'bg-rest-soft text-rest-ink',
] as const;
const SIZES = { sm: 'size-7 text-2xs', md: 'size-9 text-xs', lg: 'size-12 text-base', xl: 'size-16 text-lg' } as const;

/** A face, or initials on a tint that stays the same for the same name. Decoration: the name stands beside it. */
@Component({
  selector: 'ui-avatar',
  host: { '[class]': 'classes()', 'aria-hidden': 'true' },
  template: `
    @if (src() && !broken()) {
      <img
        class="size-full object-cover"
        [src]="src()"
        alt=""
        loading="lazy"
        decoding="async"
        (error)="broken.set(true)"
      />
    } @else {
      {{ initials() }}
    }
  `,
})
export class Avatar {
  readonly name = input.required<string>();
  readonly src = input<string | null>(null);
  readonly size = input<keyof typeof SIZES>('md');
  protected readonly broken = linkedSignal({ source: this.src, computation: () => false });
  protected readonly initials = computed(() => initialsOf(this.name()));
  protected readonly classes = computed(
    () =>
      `inline-grid shrink-0 place-items-center overflow-hidden rounded-full font-semibold tracking-label ${SIZES[this.size()]} ${tintOf(this.name())}`,
  );
}

function initialsOf(name: string): string {
  const words = name.replace(/^@/, '').trim().split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return picked.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('') || '–';
}

function tintOf(name: string): string {
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return TINTS[sum % TINTS.length] ?? TINTS[0];
}
