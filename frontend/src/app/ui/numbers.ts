/** Numbers as people read them: short in tables, exact on hover; a missing number says why and is never 0. */

const EXACT = new Intl.NumberFormat('en');
const UNITS: readonly [number, string][] = [
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
];

/** 999 → "999", 12_400 → "12.4K", 873_120 → "873K", 999_999 → "1M": three figures at most, cut and never rounded up. */
export function compactNumber(value: number): string {
  const unit = UNITS.find(([size]) => Math.abs(value) >= size);
  if (!unit) return EXACT.format(value);
  const [size, letter] = unit;
  const scaled = value / size;
  const step = Math.abs(scaled) >= 100 ? 1 : 10;
  return `${EXACT.format(Math.trunc(scaled * step) / step)}${letter}`;
}

export function exactNumber(value: number): string {
  return EXACT.format(value);
}

/** 75 → "1:15", 3_725 → "1:02:05". */
export function clockDuration(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shownParts = parts[0] ? parts : parts.slice(1);
  return shownParts.map((part, index) => (index ? String(part).padStart(2, '0') : String(part))).join(':');
}

/** 42 → "42 ms", 840 → "0.8 s", 64_000 → "1 min 4 s": what took little did not take nothing. */
export function spokenDuration(milliseconds: number): string {
  if (milliseconds < 100) return `${milliseconds} ms`;
  if (milliseconds < 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  return rest ? `${Math.floor(seconds / 60)} min ${rest} s` : `${Math.floor(seconds / 60)} min`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${EXACT.format(count)} ${count === 1 ? one : many}`;
}
