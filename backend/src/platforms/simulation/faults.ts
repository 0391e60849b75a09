/** Calls that go wrong on purpose, by how the account's name begins. State lives in this process. */
import type { SimulatorOptions } from '../contract/simulator.js';

export type Fault =
  | { readonly kind: 'rate-limited'; readonly until: Date }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  | { readonly kind: 'error' | 'unavailable' | 'garbage' };

const LIMIT_MS = 20_000;
const FLAKY_CALLS = 2;
const SLOW_MS = 3_000;

export class FaultyAccounts {
  private readonly limitedUntil = new Map<string, Date>();
  private readonly failures = new Map<string, number>();

  constructor(private readonly options: Pick<SimulatorOptions, 'now' | 'slowMs'>) {}

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
    if (name.startsWith('slow')) return { kind: 'slow', milliseconds: this.options.slowMs ?? SLOW_MS };
    if (name.startsWith('garbage')) return { kind: 'garbage' };
    if (name.startsWith('ratelimited')) return this.limitOf(name);
    return name.startsWith('flaky') ? this.flakeOf(name) : null;
  }

  private limitOf(name: string): Fault | null {
    const until = this.limitedUntil.get(name) ?? new Date(this.options.now().getTime() + LIMIT_MS);
    this.limitedUntil.set(name, until);
    return this.options.now() < until ? { kind: 'rate-limited', until } : null;
  }

  private flakeOf(name: string): Fault | null {
    const failed = this.failures.get(name) ?? 0;
    if (failed >= FLAKY_CALLS) return null;
    this.failures.set(name, failed + 1);
    return { kind: 'error' };
  }
}
