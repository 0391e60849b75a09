import type { EarlyEnd } from './http-failure.js';

/**
 * Ends a request with its caller, or when its time is up. By hand: signals that the platform puts together are tracked by the
 * garbage collector, at more cost than all else of a request.
 */
export class RequestBound {
  private readonly timer: NodeJS.Timeout;
  private readonly onCaller = (): void => this.pass('aborted');
  private stop: (() => void) | null = null;
  private why: EarlyEnd | null = null;

  constructor(
    private readonly caller: AbortSignal | undefined,
    totalMs: number,
  ) {
    this.timer = setTimeout(() => this.pass('timeout'), totalMs);
    this.timer.unref();
    if (caller?.aborted) this.pass('aborted');
    else caller?.addEventListener('abort', this.onCaller, { once: true });
  }

  /** Why it ended before it was answered; null while it has not. */
  get ended(): EarlyEnd | null {
    return this.why;
  }

  /** What is under way, to be stopped at the end; at once where that has come. */
  onEnd(stop: () => void): void {
    this.stop = stop;
    if (this.why !== null) stop();
  }

  clear(): void {
    this.stop = null;
    clearTimeout(this.timer);
    this.caller?.removeEventListener('abort', this.onCaller);
  }

  private pass(why: EarlyEnd): void {
    if (this.why !== null) return;
    this.why = why;
    this.stop?.();
  }
}
