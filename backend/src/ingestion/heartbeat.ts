/** Keeps a lease alive while its sync runs, and stops the sync when the lease is lost or the worker shuts down. */
export class Heartbeat {
  readonly ended: Promise<void>;
  interrupted = false;
  private readonly abort = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private resolveEnded: () => void = () => undefined;

  /** `renew` answers false where somebody else holds the lease by now; a failing renewal is simply tried again. */
  constructor(renew: () => Promise<boolean>, everyMs: number) {
    this.ended = new Promise((resolve) => (this.resolveEnded = resolve));
    this.timer = setInterval(() => void this.beat(renew), everyMs);
    this.timer.unref();
  }

  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** The worker shuts down: what is under way ends, and the lease is given back. */
  interrupt(): void {
    this.interrupted = true;
    this.abort.abort();
  }

  stop(): void {
    clearInterval(this.timer);
    this.resolveEnded();
  }

  private async beat(renew: () => Promise<boolean>): Promise<void> {
    const held = await renew().catch(() => true);
    if (!held) this.abort.abort();
  }
}
