import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import type { ConnectionResponse, MetricPoint, MetricsResponse } from '../core/api/models';
import { blankReason } from '../core/blank-reason';
import { Screen } from '../core/screen';
import { Curve } from '../ui/curve';
import type { CurvePoint } from '../ui/curve-geometry';
import { CurveTable } from '../ui/curve-table';
import { heldUntil } from '../ui/curve-time';
import { Empty } from '../ui/empty';
import { ErrorState } from '../ui/error-state';
import { exactNumber } from '../ui/numbers';
import { Segmented, type Segment } from '../ui/segmented';
import { Skeleton } from '../ui/skeleton';
import { StaleBanner } from '../ui/stale-banner';
import { followed } from './followed';
import { HistoryApi } from './history-api';

type Metric = Exclude<keyof MetricPoint, 'at'>;
type Days = '30' | '90' | '365' | '730';

const METRICS: readonly Segment<Metric>[] = [
  { value: 'followers', label: 'Followers' },
  { value: 'views', label: 'Views' },
  { value: 'posts', label: 'Posts' },
];
const SPANS: readonly Segment<Days>[] = [
  { value: '30', label: '30 d' },
  { value: '90', label: '90 d' },
  { value: '365', label: '1 y' },
  { value: '730', label: '2 y' },
];
const SPAN_WORDS: Record<Days, string> = { '30': '30 days', '90': '90 days', '365': 'a year', '730': 'two years' };
const DAY = 24 * 3600_000;

/** How the numbers went: a curve, or the same as a table. */
@Component({
  selector: 'app-followers-panel',
  imports: [Curve, CurveTable, Empty, ErrorState, Segmented, Skeleton, StaleBanner],
  templateUrl: './followers-panel.html',
})
export class FollowersPanel {
  readonly connection = input.required<ConnectionResponse>();
  private readonly api = inject(HistoryApi);

  protected readonly spans = SPANS;
  protected readonly days = signal<Days>('90');
  protected readonly view = signal<'curve' | 'table'>('curve');
  protected readonly views: readonly Segment<'curve' | 'table'>[] = [
    { value: 'curve', label: 'As a curve', icon: 'activity' },
    { value: 'table', label: 'As a table', icon: 'rows' },
  ];
  protected readonly screen = new Screen<MetricsResponse>(
    (how) => this.api.metrics(this.connection().id, new Date(startOfDay() - Number(this.days()) * DAY), how),
    ({ points }) => points.length === 0,
  );
  /** Those of which there is at least one number. */
  protected readonly metrics = computed(() => {
    const points = this.screen.data()?.points ?? [];
    return METRICS.filter(({ value }) => points.some((point) => point[value] !== null));
  });
  protected readonly metric = linkedSignal<readonly Segment<Metric>[], Metric>({
    source: this.metrics,
    computation: (metrics, before) =>
      metrics.find(({ value }) => value === before?.value)?.value ?? metrics[0]?.value ?? 'followers',
  });
  protected readonly title = computed(() => METRICS.find(({ value }) => value === this.metric())?.label ?? 'Followers');
  protected readonly why = computed(() => {
    const blanks = this.screen.data()?.blanks ?? {};
    return `${blankReason(blanks['followers'])}.`;
  });
  protected readonly span = computed(() => {
    const { from, to } = this.screen.data() ?? { from: '', to: '' };
    return { from: Date.parse(from), to: Date.parse(to) };
  });
  protected readonly gaps = computed(() =>
    (this.screen.data()?.gaps ?? []).map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) })),
  );
  protected readonly points = computed<CurvePoint[]>(() => {
    const points = (this.screen.data()?.points ?? []).map((point) => ({
      at: Date.parse(point.at),
      value: point[this.metric()],
    }));
    const read = this.connection().profile?.fetchedAt;
    return heldUntil(points, read ? Math.min(Date.parse(read), this.span().to) : null);
  });
  /** "+1,240 in 90 days": with its sign and its period, or nothing to say. */
  protected readonly change = computed(() => {
    const known = this.points().filter((point) => point.value !== null);
    const [first, last] = [known[0], known.at(-1)];
    if (!first || !last || first === last) return null;
    const by = (last.value ?? 0) - (first.value ?? 0);
    const whole = first.at - this.span().from < 2 * DAY;
    const period = whole ? `in ${SPAN_WORDS[this.days()]}` : 'since the first read';
    if (by === 0) return `No change ${period}`;
    return `${by > 0 ? '+' : '−'}${exactNumber(Math.abs(by))} ${period}`;
  });

  constructor() {
    followed(
      this.screen,
      computed(() => `${this.connection().id} ${this.days()}`),
    );
  }
}

/** A question that changes but once a day gets a 304 until then. */
function startOfDay(): number {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
}
