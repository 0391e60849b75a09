/**
 * Ends a request with its caller, or when its time is up. By hand: signals that the platform puts together are tracked by the
 * garbage collector, at more cost than all else of a request.
 */
export class RequestBound {
  private readonly end = new AbortController();
  private readonly late = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly onCaller = (): void => this.end.abort();

  constructor(
    readonly caller: AbortSignal | undefined,
    totalMs: number,
  ) {
    this.timer = setTimeout(() => this.pass(), totalMs);
    this.timer.unref();
    if (caller?.aborted) this.end.abort();
    else caller?.addEventListener('abort', this.onCaller, { once: true });
  }

  /** Fires for either reason. */
  get signal(): AbortSignal {
    return this.end.signal;
  }

  /** Fired only where the time is up. */
  get deadline(): AbortSignal {
    return this.late.signal;
  }

  clear(): void {
    clearTimeout(this.timer);
    this.caller?.removeEventListener('abort', this.onCaller);
  }

  private pass(): void {
    this.late.abort();
    this.end.abort();
  }
}
