/** Repeats a read while somebody looks: paused in a hidden tab, at once on return, faster for a while after an action. */
import { DOCUMENT, DestroyRef, inject } from '@angular/core';

/** The feed tells what moved, not what is new: with every so many polls a list is read again as a whole (mostly a 304). */
export const REREAD_EVERY_POLLS = 6;
const EVERY_MS = 10_000;
const WATCHED_EVERY_MS = 2_000;
const WATCHED_FOR_MS = 60_000;

/** Those that somebody looks at the answers of. */
const alive = new Set<Poller>();

/** Something is said to have changed: whoever looks asks now. */
export function nudgePollers(): void {
  for (const poller of alive) poller.nudge();
}

export class Poller {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private again = false;
  private running = false;
  private stopped = false;
  private watchedUntil = 0;

  constructor(
    private readonly document: Document,
    private readonly task: (nudged: boolean) => Promise<unknown>,
  ) {
    document.addEventListener('visibilitychange', this.onVisibility);
    alive.add(this);
    this.schedule();
  }

  /** Somebody has just started something here and waits for its end. */
  watch(): void {
    this.watchedUntil = Date.now() + WATCHED_FOR_MS;
    this.schedule();
  }

  /** What was waited for has come. */
  unwatch(): void {
    this.watchedUntil = 0;
  }

  /** Asks now, or once more after the question that is open: its answer may be older than the news. */
  nudge(): void {
    if (this.running) this.again = true;
    else if (this.document.visibilityState !== 'hidden') void this.run(true);
  }

  stop(): void {
    this.stopped = true;
    alive.delete(this);
    this.clear();
    this.document.removeEventListener('visibilitychange', this.onVisibility);
  }

  private readonly onVisibility = () => {
    if (this.document.visibilityState === 'hidden') this.clear();
    else void this.run();
  };

  private async run(nudged = false): Promise<void> {
    if (this.running || this.stopped) return;
    this.clear();
    this.running = true;
    try {
      await this.task(nudged);
    } finally {
      this.running = false;
      this.schedule();
    }
    if (this.again) {
      this.again = false;
      this.nudge();
    }
  }

  private schedule(): void {
    this.clear();
    if (this.stopped || this.running || this.document.visibilityState === 'hidden') return;
    const every = Date.now() < this.watchedUntil ? WATCHED_EVERY_MS : EVERY_MS;
    this.timer = setTimeout(() => void this.run(), every);
  }

  private clear(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}

/** A poller that ends with the component or service that asked for it. `task` handles its own failures. */
export function pollWhileAlive(task: (nudged: boolean) => Promise<unknown>): Poller {
  const poller = new Poller(inject(DOCUMENT), task);
  inject(DestroyRef).onDestroy(() => poller.stop());
  return poller;
}
