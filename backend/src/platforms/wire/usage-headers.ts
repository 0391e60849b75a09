/** The forms in which answers tell how much of a limit is left. What is absent or makes no sense is not told. Pure. */
import type { ReportedUsage } from '../contract/fetcher.js';

type Headers = Readonly<Record<string, string>>;

export interface UsageDialect {
  readonly limit: string;
  readonly remaining: string;
  readonly reset: string;
  /** `epoch`: seconds since 1970 · `seconds`: seconds to go · `time`: a moment in ISO 8601. */
  readonly resetIs: 'epoch' | 'seconds' | 'time';
  /** Limits with their windows, like `3000;w=300`, where they stand in a header of their own. */
  readonly policy?: string;
}

/** No header that is longer tells a limit. */
const LONGEST = 200;
const MOST_WINDOWS = 10;
const DAY_SECONDS = 86_400;

interface Part {
  readonly count: number;
  readonly windowSeconds: number | null;
}

/** `100, 100;w=1, 1000;w=60`: where windows are named, what names none only says the tightest again. */
function readParts(header: string | undefined): readonly Part[] {
  if (header === undefined || header.length > LONGEST) return [];
  const parts = header.split(',').map((part) => /^\s*"?(\d{1,12})"?\s*(?:;.*?\bw=(\d{1,9}))?[^,]*$/.exec(part));
  if (parts.length > MOST_WINDOWS || parts.includes(null)) return [];
  const read = parts.map((part) => ({ count: Number(part?.[1]), windowSeconds: part?.[2] ? Number(part[2]) : null }));
  const named = read.filter(({ windowSeconds }) => windowSeconds !== null);
  return named.length > 0 ? named : read;
}

/** Null for what is over, or further away than any window is long. */
function readReset(text: string | undefined, form: UsageDialect['resetIs'], now: Date): Date | null {
  const value = text?.trim() ?? '';
  const number = /^\d{1,12}(\.\d{1,6})?$/.test(value) ? Number(value) : Number.NaN;
  const seconds = now.getTime() / 1_000;
  const at = {
    epoch: () => number,
    seconds: () => (number > 0 ? seconds + number : Number.NaN),
    time: () => (/^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) / 1_000 : Number.NaN),
  }[form]();
  return at > seconds && at <= seconds + 31 * DAY_SECONDS ? new Date(Math.round(at * 1_000)) : null;
}

/** One for each window that is told; their lengths where there are several. */
export function readUsage(headers: Headers, dialect: UsageDialect, now: Date): readonly ReportedUsage[] {
  const spoken = readParts(headers[dialect.limit]);
  const limits = spoken.length > 0 ? spoken : readParts(dialect.policy && headers[dialect.policy]);
  const left = readParts(headers[dialect.remaining]);
  const resets = (headers[dialect.reset] ?? '').split(',');
  const windows = Math.max(limits.length, left.length);
  return Array.from({ length: windows }, (_, index): ReportedUsage => {
    const [limit, rest] = [limits[index], left[index]];
    const resetAt = readReset(resets[index] ?? (windows > 1 ? undefined : resets[0]), dialect.resetIs, now);
    const windowSeconds = windows > 1 ? (limit?.windowSeconds ?? rest?.windowSeconds) : null;
    return {
      ...(limit && { limit: limit.count }),
      ...(rest && { remaining: rest.count }),
      ...(resetAt && { resetAt }),
      ...(windowSeconds && { windowSeconds }),
    };
  }).filter((usage) => Object.keys(usage).length > 0);
}

export interface ToldShare {
  /** What the share is of, where it is said. */
  readonly type: string | null;
  /** Of the fullest limit; 1 and more is refused. */
  readonly share: number;
  /** When calls are answered again, as minutes to go; 0 where nothing is held up. */
  readonly minutes: number;
}

/** Fields that are no percentages though they stand among them. */
const MINUTES = /_time_to_/;

/** JSON with percentages: one object, or lists of such by whose they are. */
export function readShares(header: string | undefined): readonly ToldShare[] {
  const read = parsed(header);
  if (!isObject(read)) return [];
  const listed = Object.values(read).filter((value) => Array.isArray(value)) as unknown[][];
  return (listed.length > 0 ? listed.flat() : [read]).filter(isObject).map(shareOf);
}

function shareOf(told: Readonly<Record<string, unknown>>): ToldShare {
  const numbers = Object.entries(told).filter((entry): entry is [string, number] => isCount(entry[1]));
  const of = (minutes: boolean) => numbers.filter(([name]) => MINUTES.test(name) === minutes).map(([, value]) => value);
  const type = typeof told['type'] === 'string' ? told['type'] : null;
  return { type, share: Math.max(0, ...of(false)) / 100, minutes: Math.max(0, ...of(true)) };
}

function parsed(header: string | undefined): unknown {
  try {
    return JSON.parse(header ?? '');
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;
