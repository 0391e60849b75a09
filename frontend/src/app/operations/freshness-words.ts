/** Freshness as a talent manager would say it. */
import type { PlatformFreshness } from '../core/api/models';
import type { BadgeTone } from '../ui/badge';
import { exactNumber, plural } from '../ui/numbers';
import { momentAhead, toDate } from '../ui/relative-time';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Less than this of it fresh is more than the last few that wait for their turn. */
const ON_TIME = 0.95;

export interface Verdict {
  label: string;
  tone: BadgeTone;
  /** What needs a look comes first. */
  rank: number;
}

/** What fails for a reason of its own holds up nobody else, and stands under Today. */
export function verdictOf(platform: PlatformFreshness): Verdict {
  const { breaker, waiting, attainable } = platform;
  if (breaker.state !== 'closed') return { label: 'No answer', tone: 'bad', rank: 0 };
  if (waiting.limited > 0) return { label: 'Waits for its limit', tone: 'care', rank: 1 };
  if (isBehind(platform)) return { label: 'Behind', tone: 'care', rank: 2 };
  if (!attainable.hourly) return { label: 'On time, not hourly', tone: 'good', rank: 3 };
  return { label: 'On time', tone: 'good', rank: 4 };
}

function isBehind({ connections, failing, attainedShare }: PlatformFreshness): boolean {
  const fresh = Math.round(attainedShare * connections);
  return fresh < (connections - failing) * ON_TIME;
}

/** 0.6 → "0.6 s", 42 → "42 s", 3_300 → "55 min", 9_000 → "2 h 30 min", 100_000 → "1 d 4 h". */
export function spokenSeconds(seconds: number): string {
  if (seconds < MINUTE) return `${seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds)} s`;
  const [size, unit, small, smallUnit] =
    seconds < HOUR ? [MINUTE, 'min', 0, ''] : seconds < DAY ? [HOUR, 'h', MINUTE, 'min'] : [DAY, 'd', HOUR, 'h'];
  if (!small) return `${Math.round(seconds / size)} ${unit}`;
  const rounded = Math.round(seconds / small) * small;
  const rest = Math.round((rounded % size) / small);
  return `${Math.floor(rounded / size)} ${unit}${rest ? ` ${rest} ${smallUnit}` : ''}`;
}

/** 86_400 → "a day". */
function windowWords(seconds: number): string {
  if (seconds === DAY) return 'a day';
  if (seconds === HOUR) return 'an hour';
  if (seconds === MINUTE) return 'a minute';
  return `every ${spokenSeconds(seconds)}`;
}

/** 0.4 → "0.4 %", 12.3 → "12 %". */
function percent(share: number): string {
  const hundredths = share * 100;
  if (hundredths > 0 && hundredths < 0.1) return 'under 0.1 %';
  return `${hundredths < 10 ? Math.round(hundredths * 10) / 10 : Math.round(hundredths)} %`;
}

/** "2.4 times": what is asked for against what there is. */
const times = (share: number): string => `${share < 10 ? Math.round(share * 10) / 10 : Math.round(share)} times`;

/** What the platform allows, and what that is enough for. */
export function limitWords({ attainable }: PlatformFreshness, name: string): string[] {
  const { limitedBy, neededShare, hourly, intervalSeconds } = attainable;
  if (!limitedBy || neededShare === null)
    return [
      `${name} sets no limit that all profiles share. Each is read about every ${spokenSeconds(intervalSeconds)}.`,
    ];
  const allowed = `${name} lets this app make ${plural(limitedBy.limit, 'call')} ${windowWords(limitedBy.windowSeconds)}.`;
  if (hourly)
    return [
      allowed,
      `Reading every profile hourly takes ${percent(neededShare)} of what may be used, so everyone is read on time.`,
    ];
  return [
    allowed,
    `Reading everyone hourly would take ${times(neededShare)} what may be used, so a profile is read about every ${spokenSeconds(intervalSeconds)}.`,
    'Those that are read first or posted lately come sooner, quiet ones later.',
  ];
}

/** "42 % used, begins anew at 09:00"; null where nothing is known. */
export function usedWords({ attainable: { limitedBy } }: PlatformFreshness, now: Date): string | null {
  if (!limitedBy || limitedBy.usedShare === null) return null;
  const resets = toDate(limitedBy.resetsAt);
  const anew = resets && resets > now ? `, begins anew at ${momentAhead(resets, now)}` : '';
  return `${percent(limitedBy.usedShare)} used${anew}`;
}

export interface Matter {
  text: string;
  tone: 'care' | 'bad' | 'note';
}

/** What is put off, and until when. */
export function mattersOf({ breaker, waiting }: PlatformFreshness, name: string, now: Date): Matter[] {
  const matters: Matter[] = [];
  if (breaker.state !== 'closed')
    matters.push({
      tone: 'bad',
      text: `${name} does not answer${ahead('; next try', breaker.nextTryAt, now)}.${heldWords(waiting.unanswered)}`,
    });
  if (waiting.limited) {
    const one = waiting.limited === 1;
    const when = ahead(' at', waiting.limitedUntil, now) || (one ? ' by itself' : ' by themselves');
    const who = plural(waiting.limited, 'profile is', 'profiles are');
    matters.push({
      tone: 'care',
      text: `${who} put off: the limit is reached. ${one ? 'It resumes' : 'They resume'}${when}.`,
    });
  }
  if (waiting.retrying)
    matters.push({
      tone: 'note',
      text: `${plural(waiting.retrying, 'profile is', 'profiles are')} tried again in a moment, after an error.`,
    });
  if (waiting.people)
    matters.push({
      tone: 'note',
      text: `${plural(waiting.people, 'profile waits', 'profiles wait')} for the talent’s consent and ${waiting.people === 1 ? 'is' : 'are'} not counted here.`,
    });
  return matters;
}

const heldWords = (count: number): string =>
  count ? ` ${plural(count, 'profile waits', 'profiles wait')}; nothing is lost.` : '';

function ahead(before: string, at: string | null, now: Date): string {
  const moment = toDate(at);
  return moment && moment > now ? `${before} ${momentAhead(moment, now)}` : '';
}

/** "39 of 40 profiles are younger than 1 h". */
export function attainedWords({ connections, attainedShare, freshWithinSeconds }: PlatformFreshness): string {
  const fresh = Math.round(attainedShare * connections);
  return `${exactNumber(fresh)} of ${plural(connections, 'profile')} younger than ${spokenSeconds(freshWithinSeconds)}`;
}

export const shareWords = (share: number): string =>
  `${share === 1 ? 100 : Math.min(99.9, Math.floor(share * 1000) / 10)} %`;

export function headline(platforms: readonly PlatformFreshness[]): string {
  const off = platforms.filter((platform) => verdictOf(platform).rank < 3).length;
  if (off === 0) return platforms.length === 1 ? 'It is read on time' : 'Every platform is read on time';
  return plural(off, 'platform needs patience', 'platforms need patience');
}
