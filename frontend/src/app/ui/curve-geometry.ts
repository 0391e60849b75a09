/** Where the parts of a curve of numbers over time stand. Pure: moments and values in, pixels and words out. */
import { compactNumber, exactNumber } from './numbers';
import { shortDate } from './relative-time';

/** A value holds from this moment on. */
export interface CurvePoint {
  at: number;
  value: number | null;
}

export interface Span {
  from: number;
  to: number;
}

export interface Box {
  width: number;
  height: number;
  /** Room for words around the plot. */
  top: number;
  right: number;
  bottom: number;
  left: number;
}

export interface Scale {
  low: number;
  high: number;
  ticks: number[];
}

export interface Place {
  x: number;
  y: number;
}

export type Run = { at: number; value: number }[];

/** Below this share of the highest value the scale starts at nought: then heights may be compared. */
const FROM_NOUGHT = 0.4;
/** A scale spans at least this share of what it shows: a change of one in ten thousand is no cliff. */
const LEAST_SPAN = 0.02;
const DAY = 24 * 3600_000;
const NICE_STEPS = [1, 2, 2.5, 5, 10];

/** A scale of a few round numbers that holds all values. */
export function scaleOf(values: readonly number[], ticks = 4): Scale {
  const top = Math.max(...values);
  const bottom = Math.min(...values);
  const spare = Math.max(top * LEAST_SPAN - (top - bottom), 0) / 2;
  const low = bottom <= top * FROM_NOUGHT ? 0 : Math.max(0, bottom - spare);
  const step = niceStep((Math.max(top + spare, 1) - low) / ticks);
  const first = Math.floor(low / step) * step;
  const last = Math.max(Math.ceil((top + spare) / step) * step, first + step);
  const count = Math.round((last - first) / step);
  return { low: first, high: last, ticks: Array.from({ length: count + 1 }, (_, index) => first + index * step) };
}

/** 1, 2, 5, 10, 20, 25, 50 …: counts have no halves. */
function niceStep(least: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(least, 1)));
  const factor = NICE_STEPS.find((nice) => nice * magnitude >= least) ?? 10;
  return Math.max(1, Math.ceil(factor * magnitude));
}

/** The scale's numbers: as short as they are still true. */
export function levelWords(ticks: readonly number[]): string[] {
  const short = [1, 2, 3].map((digits) => ticks.map((tick) => shortNumber(tick, digits)));
  return short.find((words) => words.every((word, index) => meant(word) === ticks[index])) ?? ticks.map(exactNumber);
}

const shortNumber = (value: number, digits: number): string =>
  new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: digits }).format(value);

const UNITS: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 };
const meant = (word: string): number => Math.round(Number.parseFloat(word) * (UNITS[word.slice(-1)] ?? 1));

/** The line in pieces: it ends where a number is missing, and at each gap, up to which the last value held. */
export function runsOf(points: readonly CurvePoint[], gaps: readonly Span[]): Run[] {
  const runs: Run[] = [[]];
  points.forEach((point, index) => {
    const before = points[index - 1];
    const gap = before && gaps.find(({ from, to }) => from < point.at && to > before.at);
    if (gap) {
      const open = runs.at(-1)?.at(-1);
      if (open && gap.from > open.at) runs.at(-1)?.push({ at: gap.from, value: open.value });
      runs.push([]);
    }
    if (point.value === null) runs.push([]);
    else runs.at(-1)?.push({ at: point.at, value: point.value });
  });
  return runs.filter((run) => run.length > 0);
}

/** A curve begins where there is something to show: an account that is new here has no empty months before it, but a day. */
export function domainOf(points: readonly CurvePoint[], { from, to }: Span): Span {
  const first = points[0]?.at ?? from;
  const late = first - from > (to - from) * 0.1;
  return late ? { from: Math.min(first, to - DAY), to } : { from, to };
}

export function placer(span: Span, scale: Scale, box: Box): (at: number, value: number) => Place {
  const width = box.width - box.left - box.right;
  const height = box.height - box.top - box.bottom;
  return (at, value) => ({
    x: round(box.left + (width * (clamp(at, span) - span.from)) / Math.max(span.to - span.from, 1)),
    y: round(box.top + height * (1 - (value - scale.low) / (scale.high - scale.low))),
  });
}

const clamp = (at: number, { from, to }: Span): number => Math.min(Math.max(at, from), to);
const round = (pixels: number): number => Math.round(pixels * 10) / 10;

export function linePath(places: readonly Place[]): string {
  return places.map(({ x, y }, index) => `${index ? 'L' : 'M'}${x} ${y}`).join('');
}

export interface Mark extends Place {
  kind: 'last' | 'first' | 'highest' | 'lowest';
  text: string;
  textX: number;
  textY: number;
  anchor: 'start' | 'middle' | 'end';
}

const LETTER = 6.6;
const LINE = 14;
const CLEAR = 9;
/** As far as words reach from their place. */
const REACH = 40;

/** First, last, highest and lowest with their numbers, each where no other number stands already; the last comes first. */
export function marksOf(runs: readonly Run[], place: (at: number, value: number) => Place, box: Box): Mark[] {
  const all = runs.flat();
  const first = all[0];
  const last = all.at(-1);
  if (!first || !last) return [];
  const highest = all.reduce((best, point) => (point.value > best.value ? point : best), first);
  const lowest = all.reduce((best, point) => (point.value < best.value ? point : best), first);
  const kinds = { last, first, highest, lowest };
  const words = wordsFor(Object.values(kinds).map(({ value }) => value));
  const marks: Mark[] = [];
  for (const kind of ['last', 'first', 'highest', 'lowest'] as const) {
    const { at, value } = kinds[kind];
    if (marks.some((mark) => mark.text === words(value) && Math.abs(mark.x - place(at, value).x) < REACH)) continue;
    const told = (kind === 'highest' || kind === 'lowest') && (value === first.value || value === last.value);
    if (told) continue;
    const spot = place(at, value);
    const line = all.map((point) => place(point.at, point.value));
    const mark = fitted({ kind, text: words(value), spot, upward: isAbove(spot, line) }, marks, box);
    if (mark) marks.push(mark);
  }
  return marks;
}

/** Short, unless two different numbers would read the same. */
function wordsFor(values: readonly number[]): (value: number) => string {
  const different = new Set(values).size;
  const short = new Set(values.map(compactNumber)).size;
  return short === different ? compactNumber : exactNumber;
}

/** Whether the line beside a place lies below it, so that words above it stand free. */
function isAbove({ x, y }: Place, line: readonly Place[]): boolean {
  const near = line.filter((other) => other.x !== x && Math.abs(other.x - x) < REACH);
  return near.reduce((sum, other) => sum + other.y - y, 0) >= 0;
}

function fitted(
  { kind, text, spot: { x, y }, upward }: Pick<Mark, 'kind' | 'text'> & { spot: Place; upward: boolean },
  marks: readonly Mark[],
  box: Box,
): Mark | null {
  const half = (text.length * LETTER) / 2;
  const anchor = x - half < box.left ? 'start' : x + half > box.width - box.right ? 'end' : 'middle';
  const above = y - CLEAR;
  const below = y + CLEAR + LINE - 4;
  const order = upward ? [above, below] : [below, above];
  const free = order.find((textY) => {
    if (textY - LINE < 0 || textY > box.height - box.bottom + LINE) return false;
    const mine = extent({ textX: x, textY, text, anchor });
    return marks.every((mark) => !overlap(mine, extent(mark)));
  });
  return free === undefined ? null : { kind, x, y, text, textX: x, textY: free, anchor };
}

function extent({ textX, textY, text, anchor }: Pick<Mark, 'textX' | 'textY' | 'text' | 'anchor'>): DOMRectLike {
  const width = text.length * LETTER;
  const left = anchor === 'start' ? textX : anchor === 'end' ? textX - width : textX - width / 2;
  return { left, right: left + width, top: textY - LINE, bottom: textY };
}

interface DOMRectLike {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const overlap = (one: DOMRectLike, other: DOMRectLike): boolean =>
  one.left < other.right + 6 && other.left < one.right + 6 && one.top < other.bottom && other.top < one.bottom;

/** The point that was true at a moment: the last one not after it, within its run. */
export function nearest(runs: readonly Run[], at: number): Run[number] | null {
  const all = runs.flat();
  return all.reduce<Run[number] | null>(
    (best, point) => (best && Math.abs(best.at - at) <= Math.abs(point.at - at) ? best : point),
    null,
  );
}

/** "From 10,200 on 3 Oct 2026 to 12,431 on 22 Nov 2026, between 10,180 and 12,431. Nothing was read in 2 spans." */
export function summaryOf(runs: readonly Run[], gaps: readonly Span[]): string {
  const all = runs.flat();
  const first = all[0];
  const last = all.at(-1);
  if (!first || !last) return 'No numbers yet.';
  const says = ({ at, value }: Run[number]) => `${exactNumber(value)} on ${shortDate(new Date(at))}`;
  if (all.length === 1) return `${says(first)}, the only read so far.`;
  const values = all.map(({ value }) => value);
  const between = `between ${exactNumber(Math.min(...values))} and ${exactNumber(Math.max(...values))}`;
  const missed = gaps.length ? ` Nothing was read in ${gaps.length === 1 ? 'one span' : `${gaps.length} spans`}.` : '';
  return `From ${says(first)} to ${says(last)}, ${between}.${missed}`;
}
