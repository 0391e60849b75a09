/** Accounts that behave badly on purpose, by how their name begins. State lives in this process. */
import type { Persona } from '../contract/simulator.js';

export type Fault =
  | { readonly kind: 'rate-limited'; readonly until: Date }
  | { readonly kind: 'error' | 'unavailable' | 'garbage' | 'slow' };

const LIMIT_MS = 20_000;
const FLAKY_CALLS = 2;
export const SLOW_MS = 3_000;

export const PERSONAS: readonly Persona[] = [
  { prefix: 'missing', what: 'There is no such account.' },
  { prefix: 'empty', what: 'An account without any posts.' },
  { prefix: 'ratelimited', what: 'The platform’s limit for 20 seconds, then well.' },
  { prefix: 'flaky', what: 'Fails twice, then well.' },
  { prefix: 'down', what: 'The platform is out of order (503).' },
  { prefix: 'slow', what: 'Every call takes 3 seconds.' },
  { prefix: 'garbage', what: 'Answers that are not proper JSON.' },
  { prefix: 'huge', what: '10,000 posts.' },
];

export function isMissing(name: string): boolean {
  return name.startsWith('missing');
}

export class FaultyAccounts {
  private readonly limitedUntil = new Map<string, Date>();
  private readonly failures = new Map<string, number>();

  constructor(private readonly now: () => Date) {}

  /** What befalls a call that concerns these accounts: the first faulty one decides. Counts the call. */
  befalls(names: readonly string[]): Fault | null {
    for (const name of names) {
      const fault = this.faultOf(name);
      if (fault) return fault;
    }
    return null;
  }

  private faultOf(name: string): Fault | null {
    if (name.startsWith('down')) return { kind: 'unavailable' };
    if (name.startsWith('slow')) return { kind: 'slow' };
    if (name.startsWith('garbage')) return { kind: 'garbage' };
    if (name.startsWith('ratelimited')) return this.limitOf(name);
    return name.startsWith('flaky') ? this.flakeOf(name) : null;
  }

  private limitOf(name: string): Fault | null {
    const until = this.limitedUntil.get(name) ?? new Date(this.now().getTime() + LIMIT_MS);
    this.limitedUntil.set(name, until);
    return this.now() < until ? { kind: 'rate-limited', until } : null;
  }

  private flakeOf(name: string): Fault | null {
    const failed = this.failures.get(name) ?? 0;
    if (failed >= FLAKY_CALLS) return null;
    this.failures.set(name, failed + 1);
    return { kind: 'error' };
  }
}
