/** Days and months along a curve, and the curve as rows of a table. Pure. */
import type { CurvePoint, Run, Span } from './curve-geometry';

export interface TimeTick {
  at: number;
  label: string;
}

const DAY = 24 * 3600_000;
const DAY_STEPS = [1, 2, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6, 12];
const DAY_LABEL = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const MONTH_LABEL = new Intl.DateTimeFormat('en-GB', { month: 'short' });
const YEAR_LABEL = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' });
const HOUR_LABEL = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** At most so many moments worth naming within the span. */
export function timeTicks({ from, to }: Span, most: number): TimeTick[] {
  const days = (to - from) / DAY;
  if (days < 2) return ends({ from, to });
  const step = DAY_STEPS.find((size) => days / size <= most);
  if (step) return dayTicks({ from, to }, step);
  const months = MONTH_STEPS.find((size) => days / (size * 30) <= most) ?? 12;
  return monthTicks({ from, to }, months);
}

function ends({ from, to }: Span): TimeTick[] {
  const format = to - from < DAY ? HOUR_LABEL : DAY_LABEL;
  return [from, to].map((at) => ({ at, label: format.format(at) }));
}

function dayTicks({ from, to }: Span, step: number): TimeTick[] {
  const last = startOfDay(to);
  const count = Math.floor((last - from) / (step * DAY));
  return Array.from({ length: count + 1 }, (_, index) => last - (count - index) * step * DAY).map((at) => ({
    at,
    label: DAY_LABEL.format(at),
  }));
}

function monthTicks({ from, to }: Span, step: number): TimeTick[] {
  const ticks: TimeTick[] = [];
  const start = new Date(from);
  const years = (to - from) / (365 * DAY);
  for (let month = 1; ; month += 1) {
    const first = new Date(start.getFullYear(), start.getMonth() + month, 1);
    if (first.getTime() > to) return ticks;
    if (first.getMonth() % step !== 0) continue;
    const label = (years > 1 || first.getMonth() === 0 ? YEAR_LABEL : MONTH_LABEL).format(first);
    ticks.push({ at: first.getTime(), label });
  }
}

function startOfDay(at: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

export interface CurveRow {
  at: number;
  /** Null: nothing was read from here until the next row. */
  value: number | null;
  change: number | null;
}

/** Newest first, at most so many: the last value of each day, or of each stretch of days; a gap is a row of its own. */
export function rowsOf(runs: readonly Run[], gaps: readonly Span[], most: number): CurveRow[] {
  const all = runs.flat();
  const first = all[0]?.at ?? 0;
  const stretch = Math.max(1, Math.ceil(((all.at(-1)?.at ?? 0) - first) / DAY / most)) * DAY;
  const kept = new Map(all.map((point) => [Math.floor((startOfDay(point.at) - startOfDay(first)) / stretch), point]));
  const rows: CurveRow[] = [...kept.values()].map((point, index, points) => {
    const before = points[index - 1];
    return { ...point, change: before ? point.value - before.value : null };
  });
  const missed = gaps.map(({ from }): CurveRow => ({ at: from, value: null, change: null }));
  return [...rows, ...missed].sort((one, other) => other.at - one.at || (one.value === null ? -1 : 1));
}

/** Reads that lie closer together are one to the eye. */
const HOUR = 3600_000;

/** What is known now holds from the last point until the last read. */
export function heldUntil(points: readonly CurvePoint[], at: number | null): CurvePoint[] {
  const last = points.at(-1);
  return last && at !== null && at - last.at > HOUR ? [...points, { at, value: last.value }] : [...points];
}
