import { Component, computed, input } from '@angular/core';

/** Drawn for this console on a 20 × 20 grid, as strokes that take the colour of their text. */
const DRAWINGS = {
  roster:
    'M7 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM1.8 16.5c.4-2.6 2.5-4.3 5.2-4.3s4.8 1.7 5.2 4.3M13 4a2.7 2.7 0 0 1 0 5.2M14.6 12.3c1.9.5 3.2 2 3.6 4.2',
  today: 'M3.5 4.5h13v12h-13zM3.5 8h13M7 2.8v3M13 2.8v3M7.2 12.2l2 2 3.8-4',
  imports: 'M10 12.5V3.5M6.5 7 10 3.5 13.5 7M3.5 12v4.5h13V12',
  keyboard: 'M2.5 5.5h15v9h-15zM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.5h7',
  activity: 'M2 10.5h3.4L8 4l4 12 2.6-5.5H18',
  operations: 'M3 15.5a7.5 7.5 0 1 1 14 0M10 13.5l3.2-4.8M5.2 9.8l1.2.7M10 5.8v1.4M14.8 9.8l-.4.2',
  settings: 'M3 6h8M15 6h2M3 14h2M9 14h8M13 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM7 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  search: 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12ZM13.3 13.3 17 17',
  plus: 'M10 4v12M4 10h12',
  close: 'M5 5l10 10M15 5 5 15',
  check: 'M4 10.5 8 14.5 16 6',
  refresh: 'M16 4.5V8h-3.5M4 15.5V12h3.5M15.6 8A6 6 0 0 0 5 6.6M4.4 12A6 6 0 0 0 15 13.4',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  warning: 'M10 3.2 17.6 16.5H2.4L10 3.2ZM10 8.2v3.6M10 14.2h.01',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 9.4v4M10 6.7h.01',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4.2l2.6 1.6',
  'chevron-down': 'M5 7.5l5 5 5-5',
  'chevron-right': 'M7.5 5l5 5-5 5',
  'arrow-left': 'M16 10H4M9 5l-5 5 5 5',
  'arrow-up': 'M10 16V4M5.5 8.5 10 4l4.5 4.5',
  'arrow-down': 'M10 4v12M5.5 11.5 10 16l4.5-4.5',
  external: 'M11.5 3.5h5v5M16.5 3.5 9.5 10.5M14 11.5v5H3.5V6h5',
  copy: 'M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4',
  trash: 'M3.5 5.5h13M8 5.5v-2h4v2M5 5.5l.8 11h8.4l.8-11M8.5 9v4.5M11.5 9v4.5',
  edit: 'M4 16l.8-3.4L13.4 4 16 6.6 7.4 15.2 4 16ZM11.6 5.8l2.6 2.6',
  archive: 'M3 4h14v3.5H3zM4.2 7.5v9h11.6v-9M8 11h4',
  link: 'M8.5 11.5a3 3 0 0 0 4.3 0l3-3a3 3 0 0 0-4.3-4.3l-.9.9M11.5 8.5a3 3 0 0 0-4.3 0l-3 3a3 3 0 0 0 4.3 4.3l.9-.9',
  unlink:
    'M11.3 12.7l-2.8 3.1a3 3 0 0 1-4.3-4.3l2.4-2.6M8.7 7.3l2.8-3.1a3 3 0 0 1 4.3 4.3l-2.4 2.6M3 6.5l2.2.6M6.5 3l.6 2.2M17 13.5l-2.2-.6M13.5 17l-.6-2.2',
  key: 'M7 16a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM9.5 10 16 3.5M13 6.5 15.5 9M11.3 8.2l1.6 1.6',
  'sign-out': 'M8 3.5H3.5v13H8M12.5 6 16.5 10l-4 4M16.5 10H8',
  play: 'M6.5 4.2v11.6L16 10 6.5 4.2Z',
  image: 'M3 4h14v12H3zM3.5 14l4-4 3 3 2.5-2.5 3.5 3.5M13 8h.01',
  text: 'M4 5h12M4 9h12M4 13h7',
  grid: 'M3.5 3.5h5.5v5.5H3.5zM11 3.5h5.5v5.5H11zM3.5 11h5.5v5.5H3.5zM11 11h5.5v5.5H11z',
  rows: 'M3.5 5h13M3.5 10h13M3.5 15h13',
  sun: 'M10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4ZM10 2.2v1.6M10 16.2v1.6M2.2 10h1.6M16.2 10h1.6M4.5 4.5l1.1 1.1M14.4 14.4l1.1 1.1M15.5 4.5l-1.1 1.1M5.6 14.4l-1.1 1.1',
  moon: 'M16 11.8A6.6 6.6 0 0 1 8.2 4a6.6 6.6 0 1 0 7.8 7.8Z',
  system: 'M3 4h14v9.5H3zM7.5 16.5h5M10 13.5v3',
  pause: 'M7 4.5v11M13 4.5v11',
  tag: 'M3.5 3.5h6.2l7 7-6.2 6.2-7-7V3.5ZM7 7h.01',
  untag: 'M3.5 8V3.5h6.2l7 7-2.4 2.4M12.2 15l-1.7 1.7-4-4M7 7h.01M2.5 17 17 2.5',
  transfer: 'M3 6.5h12.5M12 3l3.5 3.5L12 10M17 13.5H4.5M8 10l-3.5 3.5L8 17',
  merge: 'M3.5 4.5c5 0 4 5.5 8.5 5.5h4.5M3.5 15.5c5 0 4-5.5 8.5-5.5M13.5 7l3 3-3 3',
  verified:
    'M10 2.6l2 1.5 2.5-.1.7 2.4 2 1.4-.8 2.3.8 2.3-2 1.4-.7 2.4-2.5-.1-2 1.5-2-1.5-2.5.1-.7-2.4-2-1.4.8-2.3-.8-2.3 2-1.4.7-2.4 2.5.1 2-1.5ZM7.2 10.2l2 2 3.6-4',
} as const;

export type IconName = keyof typeof DRAWINGS;

@Component({
  selector: 'ui-icon',
  host: { class: 'inline-flex shrink-0', 'aria-hidden': 'true' },
  template: `
    <svg
      [attr.width]="size()"
      [attr.height]="size()"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      focusable="false"
    >
      <path [attr.d]="drawing()" [attr.stroke-width]="name() === 'more' ? 2.6 : null" />
    </svg>
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  readonly size = input(18);
  protected readonly drawing = computed(() => DRAWINGS[this.name()]);
}
