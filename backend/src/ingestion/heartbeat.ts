/** Keeps a group's leases alive while it runs; tells which of them are lost. */
import type { Lease } from '../connections/connection-sync.service.js';
import type { GroupRun } from './group-run.js';

export class Heartbeat {
  private readonly timer: NodeJS.Timeout;
  private beating = false;

  /**
   * `renew` answers with the connections that are still held; where it fails it is simply tried again, and while one is
   * under way there is no other: it would wait behind the first, and hold its rows after it.
   */
  constructor(
    private readonly run: GroupRun,
    private readonly renew: (leases: readonly Lease[]) => Promise<ReadonlySet<string>>,
    everyMs: number,
  ) {
    this.timer = setInterval(() => void this.beat(), everyMs);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async beat(): Promise<void> {
    const leases = this.run.open;
    if (this.beating || leases.length === 0) return;
    this.beating = true;
    const held = await this.renew(leases).catch(() => null);
    this.beating = false;
    if (held) this.run.keep(held);
  }
}
