/** Reads the ways in which platforms say "come back later". Absurd values are clamped, unreadable ones give null. */
const SHORTEST_MS = 1_000;
const LONGEST_MS = 24 * 60 * 60 * 1_000;

function clampedMoment(moment: number, now: Date): Date {
  const wait = Math.min(Math.max(moment - now.getTime(), SHORTEST_MS), LONGEST_MS);
  return new Date(now.getTime() + wait);
}

/** `Retry-After`: seconds, or an HTTP date (RFC 9110 § 10.2.3). */
export function readRetryAfter(header: string | undefined, now: Date): Date | null {
  const value = header?.trim();
  if (!value || value.length > 64) return null;
  if (/^\d{1,15}(\.\d{1,6})?$/.test(value)) return clampedMoment(now.getTime() + Number(value) * 1_000, now);
  const date = /^[A-Za-z]{3},? /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : clampedMoment(date, now);
}

/** A reset header that holds seconds since 1970. */
export function readEpochSeconds(header: string | undefined, now: Date): Date | null {
  const value = header?.trim();
  if (!value || !/^\d{9,12}$/.test(value)) return null;
  return clampedMoment(Number(value) * 1_000, now);
}
