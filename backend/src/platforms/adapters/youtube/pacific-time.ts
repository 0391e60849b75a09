const HOUR_MS = 60 * 60 * 1_000;
const clock = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  hourCycle: 'h23',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

function pacificSecondsOfDay(moment: Date): number {
  const part = (type: string) => Number(clock.formatToParts(moment).find((entry) => entry.type === type)?.value ?? 0);
  return part('hour') * 3_600 + part('minute') * 60 + part('second');
}

/** The next midnight in Los Angeles, when daily quotas start anew; right on the two days a year whose length differs. */
export function nextPacificMidnight(now: Date): Date {
  const guess = now.getTime() - now.getMilliseconds() + 24 * HOUR_MS - pacificSecondsOfDay(now) * 1_000;
  const candidates = [guess - HOUR_MS, guess, guess + HOUR_MS].map((time) => new Date(time));
  return candidates.find((moment) => moment > now && pacificSecondsOfDay(moment) === 0) ?? new Date(guess);
}

const calendar = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Los_Angeles',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day that it is in Los Angeles, by which statistics are counted: `2026-11-20`. */
export const pacificDay = (now: Date): string => calendar.format(now);
