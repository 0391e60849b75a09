/** Keeps a group's leases alive while it runs; tells which of them are lost. */
import type { Lease } from '../connections/connection-sync.service.js';
import type { GroupRun } from './group-run.js';

export class Heartbeat {
  private readonly timer: NodeJS.Timeout;

  /** `renew` answers with the connections that are still held; where it fails it is simply tried again. */
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
    if (leases.length === 0) return;
    const held = await this.renew(leases).catch(() => null);
    if (held) this.run.keep(held);
  }
}
