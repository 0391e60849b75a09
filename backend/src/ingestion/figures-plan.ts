/** Which posts' figures are to be read again: the younger a post, the more often its figures move. Pure. */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface AgeRule {
  /** Posts younger than this, which no age before it covers. */
  readonly youngerThanMs: number;
  readonly everyMs: number;
}

export const AGES: readonly AgeRule[] = [
  { youngerThanMs: 48 * HOUR_MS, everyMs: HOUR_MS },
  { youngerThanMs: 7 * DAY_MS, everyMs: 6 * HOUR_MS },
  { youngerThanMs: 90 * DAY_MS, everyMs: DAY_MS },
  { youngerThanMs: Infinity, everyMs: 7 * DAY_MS },
];

/** Syncs come a little early or late: who waited for the full hour would meet every second sync. */
const TOLERANCE_MS = HOUR_MS / 2;
const tolerance = (everyMs: number): number => Math.min(everyMs / 4, TOLERANCE_MS);

/** Posts published within [from, to) want their figures read; `from` null: however old. */
export interface PostSpan {
  readonly from: Date | null;
  readonly to: Date;
}

export interface DueAge extends PostSpan {
  /** Its place among the marks. */
  readonly age: number;
  /** Read so seldom, and so far as good as on time: an hour more is nothing to it. */
  readonly canWait: boolean;
}

/** When the figures of each age were last read; null or missing: never. */
export type Marks = readonly (Date | null)[];

/** Posts dated ahead of the clock count as the youngest. */
const FAR_AHEAD = new Date('9999-12-31T00:00:00.000Z');
/** As far down as a list goes that was read to its end. */
export const BEGINNING = new Date(0);

const spanOf = (age: number, now: Date): PostSpan => {
  const oldest = AGES[age]?.youngerThanMs ?? Infinity;
  const youngest = AGES[age - 1]?.youngerThanMs;
  return {
    from: oldest === Infinity ? null : new Date(now.getTime() - oldest),
    to: youngest === undefined ? FAR_AHEAD : new Date(now.getTime() - youngest),
  };
};

/** Youngest first. `newestAt`: when the newest known post was published; null: none is known, so that nothing is due. */
export function agesDue(marks: Marks, now: Date, newestAt: Date | null): readonly DueAge[] {
  return AGES.flatMap(({ everyMs }, age) => {
    const mark = marks[age] ?? null;
    const span = spanOf(age, now);
    const fresh = mark !== null && now.getTime() - mark.getTime() < everyMs - tolerance(everyMs);
    const empty = newestAt === null || (span.from !== null && newestAt < span.from);
    return fresh || empty ? [] : [{ ...span, age, canWait: everyMs >= DAY_MS && isTimely(mark, now, everyMs) }];
  });
}

const isTimely = (mark: Date | null, now: Date, everyMs: number): boolean =>
  mark !== null && now.getTime() - mark.getTime() < everyMs + tolerance(everyMs);

/** What is left to read one by one after a list was read down to `reached`, which brought all figures since; null: none was read. */
export function leftAfter(due: readonly DueAge[], reached: Date | null): readonly DueAge[] {
  if (reached === null) return due;
  return due.flatMap((age) => {
    if (reached <= (age.from ?? BEGINNING)) return [];
    return [reached < age.to ? { ...age, to: reached } : age];
  });
}

/**
 * The marks after a list was read down to `reached` (null: none was), and of these ages what was left one by one. What a list
 * covers whole is marked even where it was not due.
 */
export function marksAfter(
  marks: Marks,
  { reached, read }: { readonly reached: Date | null; readonly read: readonly Pick<DueAge, 'age'>[] },
  now: Date,
): Marks {
  const ages = new Set(read.map(({ age }) => age));
  const listed = (age: number) => reached !== null && reached <= (spanOf(age, now).from ?? BEGINNING);
  return AGES.map((_, age) => (ages.has(age) || listed(age) ? now : (marks[age] ?? null)));
}

/** How far down a list has to be read for the figures of these ages. Null where none is due. */
export function depthOf(due: readonly PostSpan[]): Date | null {
  const froms = due.map(({ from }) => (from ?? BEGINNING).getTime());
  return froms.length === 0 ? null : new Date(Math.min(...froms));
}
