/** Ages and moments in words: "4 min ago" in tables, the exact moment on hover. */
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS: readonly { below: number; size: number; unit: string }[] = [
  { below: HOUR, size: MINUTE, unit: 'min' },
  { below: DAY, size: HOUR, unit: 'h' },
  { below: 30 * DAY, size: DAY, unit: 'd' },
  { below: 365 * DAY, size: 30 * DAY, unit: 'mo' },
  { below: Infinity, size: 365 * DAY, unit: 'y' },
];

/** Past: "just now", "4 min ago", "2 h ago", "3 d ago". Future: "in 4 min". Clock skew of a few seconds reads as now. */
export function relativeTime(moment: Date, now: Date): string {
  const seconds = Math.round((now.getTime() - moment.getTime()) / 1000);
  const distance = Math.abs(seconds);
  if (distance < 45) return seconds < -10 ? `in ${distance} s` : 'just now';
  const step = STEPS.find(({ below }) => distance < below) ?? { size: 365 * DAY, unit: 'y' };
  const amount = Math.max(1, Math.floor(distance / step.size));
  return seconds > 0 ? `${amount} ${step.unit} ago` : `in ${amount} ${step.unit}`;
}

/** The page's clock stands still between its ticks: what happened since the last one is now, and not the future. */
export function sinceTick(moment: Date, lastTick: Date): Date {
  const ahead = moment.getTime() - lastTick.getTime();
  return ahead > 0 && ahead <= 30_000 ? moment : lastTick;
}

const EXACT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' });
const DAY_NAME = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const DAY_AHEAD = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

export const exactTime = (moment: Date): string => EXACT.format(moment);
export const shortDate = (moment: Date): string => DATE.format(moment);
export const timeOfDay = (moment: Date): string => TIME.format(moment);

/** When something that waits goes on: "14:05", and with its day where that is not today. */
export function momentAhead(moment: Date, now: Date): string {
  const sameDay = startOfDay(moment) === startOfDay(now);
  return sameDay ? TIME.format(moment) : `${DAY_AHEAD.format(moment)}, ${TIME.format(moment)}`;
}

export function dayName(moment: Date, now: Date): string {
  const days = Math.round((startOfDay(now) - startOfDay(moment)) / (DAY * 1000));
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return DAY_NAME.format(moment);
}

/** Null for what is missing or no date at all, so that no page ever shows "Invalid Date". */
export function toDate(value: string | Date | null | undefined): Date | null {
  if (!value) return null;
  const date = value instanceof Date ? value : new Date(value);
  return Number.isNaN(date.getTime()) ? null : date;
}

function startOfDay(moment: Date): number {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();
}
