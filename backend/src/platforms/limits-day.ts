/** Days of the calendar in which quotas are counted: from midnight to midnight of a zone, 23 to 25 hours long. */
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const clock = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', second: 'numeric', ...parts });
  clocks.set(zone, clock);
  return clock;
}

/** What clocks show there, as if it were UTC. */
function shownAt(zone: string, moment: number): number {
  const shown = Object.fromEntries(
    clockOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The moment at which clocks there begin to show this time; where they skip it, when they have skipped it. */
function momentOf(zone: string, shown: number): number {
  const first = shown - (shownAt(zone, shown) - shown);
  const second = first - (shownAt(zone, first) - shown);
  const candidates = [second - HOUR_MS, first, second].filter((moment) => shownAt(zone, moment) === shown);
  return candidates.length > 0 ? Math.min(...candidates) : Math.max(first, second);
}

export interface Day {
  readonly start: number;
  readonly end: number;
}

export function dayIn(zone: string, now: number): Day {
  const midnight = Math.floor(shownAt(zone, now) / DAY_MS) * DAY_MS;
  return { start: momentOf(zone, midnight), end: momentOf(zone, midnight + DAY_MS) };
}
