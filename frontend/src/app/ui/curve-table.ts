import { Component, computed, input } from '@angular/core';
import { runsOf, type CurvePoint, type Span } from './curve-geometry';
import { rowsOf } from './curve-time';
import { exactNumber } from './numbers';
import { exactTime, shortDate } from './relative-time';
import { Tooltip } from './tooltip';

const MOST_ROWS = 120;

/** The curve's numbers as rows, newest first: for the keyboard, for screen readers, and for whoever wants them exact. */
@Component({
  selector: 'ui-curve-table',
  imports: [Tooltip],
  host: { class: 'block max-h-72 overflow-y-auto', tabindex: '0', role: 'region', '[attr.aria-label]': 'label()' },
  template: `
    <table class="figures w-full text-sm">
      <caption class="visually-hidden">
        {{
          label()
        }}
      </caption>
      <thead class="sticky top-0 bg-surface text-xs text-ink-3">
        <tr>
          <th scope="col" class="py-2 pe-4 text-start font-semibold">Date</th>
          <th scope="col" class="py-2 pe-4 text-end font-semibold">{{ unit() }}</th>
          <th scope="col" class="py-2 text-end font-semibold">Change</th>
        </tr>
      </thead>
      <tbody class="divide-y divide-line">
        @for (row of rows(); track row.id) {
          <tr>
            <th scope="row" class="py-2 pe-4 text-start font-normal whitespace-nowrap text-ink-2">
              <time [attr.datetime]="row.iso" [uiTooltip]="row.exact">{{ row.date }}</time>
            </th>
            @if (row.value === null) {
              <td colspan="2" class="py-2 text-end text-ink-3">Not read for a while</td>
            } @else {
              <td class="py-2 pe-4 text-end font-medium">{{ row.value }}</td>
              <td class="py-2 text-end text-ink-2">{{ row.change }}</td>
            }
          </tr>
        }
      </tbody>
    </table>
  `,
})
export class CurveTable {
  readonly points = input.required<readonly CurvePoint[]>();
  readonly gaps = input<readonly Span[]>([]);
  readonly unit = input.required<string>();
  protected readonly label = computed(() => `${this.unit()} over time, newest first`);
  protected readonly rows = computed(() =>
    rowsOf(runsOf(this.points(), this.gaps()), this.gaps(), MOST_ROWS).map(({ at, value, change }) => {
      const date = new Date(at);
      return {
        id: `${at} ${String(value)}`,
        iso: date.toISOString(),
        date: shortDate(date),
        exact: exactTime(date),
        value: value === null ? null : exactNumber(value),
        change: change === null ? '' : signed(change),
      };
    }),
  );
}

function signed(change: number): string {
  if (change === 0) return '±0';
  return `${change > 0 ? '+' : '−'}${exactNumber(Math.abs(change))}`;
}
