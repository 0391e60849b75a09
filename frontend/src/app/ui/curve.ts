import { Component, ElementRef, computed, inject, input, signal, type OnDestroy } from '@angular/core';
import {
  domainOf,
  levelWords,
  linePath,
  marksOf,
  nearest,
  placer,
  runsOf,
  scaleOf,
  summaryOf,
  type Box,
  type CurvePoint,
  type Run,
  type Span,
} from './curve-geometry';
import { timeTicks } from './curve-time';
import { exactNumber } from './numbers';
import { shortDate, timeOfDay } from './relative-time';

const HEIGHT = 240;
const WIDTH_OF_TICK = 80;
const LETTER = 6.4;
let issued = 0;

/** Numbers over time as a line: gaps stay gaps, the scale says where it starts, and first, last, highest and lowest are named. */
@Component({
  selector: 'ui-curve',
  host: { class: 'relative block min-w-0' },
  templateUrl: './curve.html',
  styleUrl: './curve.css',
})
export class Curve implements OnDestroy {
  readonly points = input.required<readonly CurvePoint[]>();
  readonly gaps = input<readonly Span[]>([]);
  readonly span = input.required<Span>();
  /** What is counted: "followers". */
  readonly unit = input.required<string>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly width = signal(640);
  private readonly observer = new ResizeObserver(([entry]) => {
    const width = Math.round(entry?.contentRect.width ?? 0);
    if (width > 0) this.width.set(width);
  });
  protected readonly hatch = `curve-hatch-${++issued}`;
  protected readonly hovered = signal<Run[number] | null>(null);

  protected readonly box = computed<Box>(() => ({
    width: this.width(),
    height: HEIGHT,
    top: 26,
    right: 14,
    bottom: 26,
    left: 14 + LETTER * Math.max(...this.levelWords().map(({ length }) => length)),
  }));
  private readonly domain = computed(() => domainOf(this.points(), this.span()));
  private readonly runs = computed(() => runsOf(this.points(), this.gaps()));
  private readonly scale = computed(() => scaleOf(this.runs().flatMap((run) => run.map(({ value }) => value))));
  private readonly place = computed(() => placer(this.domain(), this.scale(), this.box()));
  protected readonly empty = computed(() => this.runs().length === 0);
  protected readonly floor = computed(() => HEIGHT - this.box().bottom);
  protected readonly summary = computed(() => `${this.unit()}: ${summaryOf(this.runs(), this.shownGaps())}`);
  private readonly shownGaps = computed(() => this.gaps().filter(({ to }) => to > this.domain().from));

  private readonly levelWords = computed(() => levelWords(this.scale().ticks));
  protected readonly levels = computed(() =>
    this.scale().ticks.map((value, index) => ({
      value,
      label: this.levelWords()[index] ?? '',
      y: this.place()(this.domain().from, value).y,
    })),
  );
  /** Where it does not start at nought, heights may not be compared: that is said. */
  protected readonly startsAt = computed(() => (this.scale().low > 0 ? this.levels()[0]?.label : null));
  protected readonly days = computed(() => {
    const { width, left, right } = this.box();
    const most = Math.max(2, Math.floor((width - left - right) / WIDTH_OF_TICK));
    const ticks = timeTicks(this.domain(), most).map((tick) => ({ ...tick, x: this.place()(tick.at, 0).x }));
    return ticks.map((tick) => ({ ...tick, anchor: anchorAt(tick.x, this.box()) }));
  });
  protected readonly lines = computed(() =>
    this.runs()
      .filter((run) => run.length > 1)
      .map((run) => linePath(run.map(({ at, value }) => this.place()(at, value)))),
  );
  /** Only above nought does the area under a line mean anything. */
  protected readonly areas = computed(() => {
    if (this.scale().low > 0) return [];
    return this.runs()
      .filter((run) => run.length > 1)
      .map((run) => {
        const places = run.map(({ at, value }) => this.place()(at, value));
        return `${linePath(places)}L${places.at(-1)?.x ?? 0} ${this.floor()}L${places[0]?.x ?? 0} ${this.floor()}Z`;
      });
  });
  /** A read between two gaps is a dot: there is no line to it. */
  protected readonly dots = computed(() =>
    this.runs().flatMap(([only, second]) => (only && !second ? [this.place()(only.at, only.value)] : [])),
  );
  protected readonly holes = computed(() =>
    this.shownGaps().map(({ from, to }) => {
      const x = this.place()(from, 0).x;
      const width = Math.max(1, this.place()(to, 0).x - x);
      return { x, width, middle: x + width / 2, said: width > 64 };
    }),
  );
  protected readonly marks = computed(() => marksOf(this.runs(), this.place(), this.box()));
  protected readonly reading = computed(() => {
    const point = this.hovered();
    if (!point) return null;
    const { x, y } = this.place()(point.at, point.value);
    const share = x / this.box().width;
    const words = {
      value: `${exactNumber(point.value)} ${this.unit().toLowerCase()}`,
      at: momentOf(point.at),
    };
    return { x, y, ...words, shift: share > 0.7 ? '-100%' : share < 0.3 ? '0%' : '-50%' };
  });

  constructor() {
    this.observer.observe(this.host);
  }

  ngOnDestroy(): void {
    this.observer.disconnect();
  }

  protected hover(event: PointerEvent): void {
    const { left, right, width } = this.box();
    const share = (event.offsetX - left) / Math.max(width - left - right, 1);
    const { from, to } = this.domain();
    this.hovered.set(nearest(this.runs(), from + share * (to - from)));
  }
}

function momentOf(at: number): string {
  const date = new Date(at);
  return `${shortDate(date)}, ${timeOfDay(date)}`;
}

function anchorAt(x: number, { width, left, right }: Box): 'start' | 'middle' | 'end' {
  if (x < left + 20) return 'start';
  return x > width - right - 20 ? 'end' : 'middle';
}
