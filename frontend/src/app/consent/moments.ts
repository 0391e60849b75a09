/** Days and ages as a language writes them. */
const STEPS = [
  { seconds: 86_400, unit: 'day' },
  { seconds: 3_600, unit: 'hour' },
  { seconds: 60, unit: 'minute' },
] as const;

export class Moments {
  private readonly days: Intl.DateTimeFormat;
  private readonly ages: Intl.RelativeTimeFormat;

  constructor(tag: string) {
    this.days = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', year: 'numeric' });
    this.ages = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  }

  day(at: string): string {
    const date = new Date(at);
    return Number.isNaN(date.getTime()) ? '' : this.days.format(date);
  }

  /** "4 minutes ago", "yesterday"; what lies in the future by a clock that is off is now. */
  ago(at: string, now: Date): string {
    const seconds = Math.max(0, Math.round((now.getTime() - new Date(at).getTime()) / 1000));
    const step = STEPS.find((one) => seconds >= one.seconds);
    return step ? this.ages.format(-Math.floor(seconds / step.seconds), step.unit) : this.ages.format(0, 'second');
  }
}
