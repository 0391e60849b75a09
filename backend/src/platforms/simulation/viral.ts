/** What happens to an account that the whole network talks about: six posts a day, and one of them explodes. */
import { between } from './dice.js';

const DAY_MS = 86_400_000;
const EVERY = 6;
const TIMES = 400;
/** An explosion is half over after three hours, and over after six. */
const HALF_HOURS = 3;
const HOURS_WIDE = 0.6;

export function isViral(name: string): boolean {
  return name.startsWith('viral');
}

/** From 0 to 1 around the third hour, steeply. */
const explosion = (hours: number): number => 1 / (1 + Math.exp((HALF_HOURS - hours) / HOURS_WIDE));

/** How many times further than others this post reaches. */
export function spreadOf(index: number, ageDays: number): number {
  return index % EVERY === 0 ? 1 + TIMES * explosion(ageDays * 24) : 1;
}

/** Each day a jump of some ten thousand: fifteen million a year, so far from any bound for as long as anybody looks. */
export function viralAudience(seed: string, now: Date, epoch: number): number {
  const base = between(`${seed}:followers`, 20_000, 80_000);
  const jump = between(`${seed}:jump`, 25_000, 45_000);
  const days = Math.max(0, now.getTime() - epoch) / DAY_MS;
  const whole = Math.floor(days);
  return Math.floor(base + jump * (whole + explosion((days - whole) * 24)));
}
