/** How calls are counted against a limit; platforms do it in different ways. */

export interface Limit {
  /** Calls, or units where calls cost different amounts. */
  readonly calls: number;
  readonly windowSeconds: number;
}

export interface Standing {
  readonly limit: number;
  readonly remaining: number;
  /** When there is something again, or all of it, as the platform counts. */
  readonly resetsAt: Date;
}

/**
 * `fixed`: a window begins with the first call after the last one ended, or at the platform's own hour · `sliding`: what was
 * asked within the last stretch of time counts · `bucket`: points come back evenly.
 */
export type WindowKind = 'fixed' | 'sliding' | 'bucket';

export interface CallWindow {
  /** Counts the call unless it is one too many; then false. */
  take(units: number, now: Date): boolean;
  standing(now: Date): Standing;
}

type EndOf = (now: Date) => Date;

export function windowOf(kind: WindowKind, limit: Limit, endOf?: EndOf): CallWindow {
  if (kind === 'sliding') return new SlidingWindow(limit);
  if (kind === 'bucket') return new Bucket(limit);
  return new FixedWindow(limit, endOf ?? ((now) => new Date(now.getTime() + limit.windowSeconds * 1_000)));
}

class FixedWindow implements CallWindow {
  private endsAt = new Date(0);
  private used = 0;

  constructor(
    private readonly limit: Limit,
    private readonly endOf: EndOf,
  ) {}

  take(units: number, now: Date): boolean {
    this.turn(now);
    if (this.used + units > this.limit.calls) return false;
    this.used += units;
    return true;
  }

  standing(now: Date): Standing {
    this.turn(now);
    return { limit: this.limit.calls, remaining: this.limit.calls - this.used, resetsAt: this.endsAt };
  }

  private turn(now: Date): void {
    if (now < this.endsAt) return;
    this.endsAt = this.endOf(now);
    this.used = 0;
  }
}

class SlidingWindow implements CallWindow {
  private readonly taken: { readonly at: number; readonly units: number }[] = [];
  private used = 0;

  constructor(private readonly limit: Limit) {}

  take(units: number, now: Date): boolean {
    this.forget(now);
    if (this.used + units > this.limit.calls) return false;
    this.taken.push({ at: now.getTime(), units });
    this.used += units;
    return true;
  }

  standing(now: Date): Standing {
    this.forget(now);
    const oldest = this.taken[0]?.at ?? now.getTime();
    const resetsAt = new Date(oldest + this.limit.windowSeconds * 1_000);
    return { limit: this.limit.calls, remaining: this.limit.calls - this.used, resetsAt };
  }

  private forget(now: Date): void {
    const before = now.getTime() - this.limit.windowSeconds * 1_000;
    const kept = this.taken.findIndex(({ at }) => at > before);
    const over = this.taken.splice(0, kept === -1 ? this.taken.length : kept);
    this.used -= over.reduce((sum, { units }) => sum + units, 0);
  }
}

class Bucket implements CallWindow {
  private points: number;
  private filledAt = 0;

  constructor(private readonly limit: Limit) {
    this.points = limit.calls;
  }

  take(units: number, now: Date): boolean {
    this.fill(now);
    if (this.points < units) return false;
    this.points -= units;
    return true;
  }

  standing(now: Date): Standing {
    this.fill(now);
    const missing = this.limit.calls - this.points;
    const resetsAt = new Date(now.getTime() + (missing / this.limit.calls) * this.limit.windowSeconds * 1_000);
    return { limit: this.limit.calls, remaining: Math.floor(this.points), resetsAt };
  }

  private fill(now: Date): void {
    const seconds = Math.max(0, now.getTime() - this.filledAt) / 1_000;
    this.points = Math.min(this.limit.calls, this.points + (seconds / this.limit.windowSeconds) * this.limit.calls);
    this.filledAt = now.getTime();
  }
}
