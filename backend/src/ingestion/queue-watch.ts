/** Notices that this worker hears nothing of the queue any more. Pure but for what it remembers. */
interface Look {
  readonly waiting: number;
  /** This worker could take something on. */
  readonly free: boolean;
  /** In milliseconds, from whenever. */
  readonly now: number;
}

/** Long enough for a busy moment; short beside a lease. */
const SILENT_MS = 5_000;

export class QueueWatch {
  /** Since when jobs wait although this worker is free and takes none. */
  private since: number | null = null;
  private isDeaf = false;

  get deaf(): boolean {
    return this.isDeaf;
  }

  /** A job came, or went. */
  took(): void {
    this.since = null;
    this.isDeaf = false;
  }

  look({ waiting, free, now }: Look): 'hears' | 'falls deaf' | 'is deaf' {
    if (waiting === 0 || !free) this.since = null;
    else this.since ??= now;
    if (this.since !== null && now - this.since >= SILENT_MS) {
      this.since = now;
      this.isDeaf = true;
      return 'falls deaf';
    }
    return this.isDeaf ? 'is deaf' : 'hears';
  }
}
