/** Whether Rostrum answers at all: what one call learns holds for every page. */
import { Injectable, signal } from '@angular/core';
import type { Problem } from './problem';

/** What stands before a server says so when there is none behind it. */
const NOBODY_BEHIND = new Set([502, 503, 504]);

@Injectable({ providedIn: 'root' })
export class Connectivity {
  private readonly lost = signal<Date | null>(null);
  private answered = new Date();
  /** When Rostrum answered last; null while it does. */
  readonly awaySince = this.lost.asReadonly();

  heard(): void {
    this.answered = new Date();
    this.lost.set(null);
  }

  missed(): void {
    this.lost.update((since) => since ?? this.answered);
  }
}

/** A platform that is away makes look-ups fail with the same status, but then Rostrum itself has answered, and names it. */
export function isNoAnswer({ status, connectionCode }: Pick<Problem, 'status' | 'connectionCode'>): boolean {
  return status === 0 || (NOBODY_BEHIND.has(status) && connectionCode === null);
}
