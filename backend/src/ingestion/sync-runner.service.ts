/** Runs groups of claimed syncs, keeps their leases alive meanwhile, and knows what is under way. */
import { Injectable, Logger } from '@nestjs/common';
import { ConnectionSyncService } from '../connections/connection-sync.service.js';
import { Clock } from '../core/clock.js';
import { LogContext } from '../core/logging/log-context.js';
import { GroupReader } from './group-reader.service.js';
import { GroupRun } from './group-run.js';
import type { Group } from './groups.js';
import { Heartbeat } from './heartbeat.js';
import { Pace } from './pace.js';
import type { AgencyShare } from './pace.js';
import { Stillness } from './stillness.js';
import { SyncRunRepository } from './sync-run.repository.js';

const LOOK_MS = 250;

@Injectable()
export class SyncRunner {
  private readonly log = new Logger(SyncRunner.name);
  private readonly running = new Set<GroupRun>();
  private stopping = false;

  constructor(
    private readonly sync: ConnectionSyncService,
    private readonly runs: SyncRunRepository,
    private readonly reader: GroupReader,
    private readonly logs: LogContext,
    private readonly pace: Pace,
    private readonly clock: Clock,
  ) {}

  /** Slots that are taken. A group that waits for its platform alone takes none: what hangs keeps nothing from others. */
  get busy(): number {
    return this.count(({ still }) => !still);
  }

  /** Of these, those that somebody waits for. */
  get busyUrgent(): number {
    return this.count(({ still, group }) => !still && group.urgent);
  }

  /** Of these, those of platforms that have `most` or more groups here, waiting ones included. */
  busyOfFull(most: number): number {
    return this.count(({ still, group }) => !still && this.busyOf(group.platform) >= most);
  }

  /** Groups of this platform that run here, those that wait for it included. */
  busyOf(platform: string): number {
    return this.count(({ group }) => group.platform === platform);
  }

  /** Of these, those that somebody waits for. */
  busyUrgentOf(platform: string): number {
    return this.count(({ group }) => group.platform === platform && group.urgent);
  }

  /** Agencies that have their share running here. */
  crowded({ connections, groups }: AgencyShare): string[] {
    const crowded = new Set<string>();
    const counts = new Map<string, number>();
    const count = (key: string, agencyId: string, most: number) => {
      const now = (counts.get(key) ?? 0) + 1;
      counts.set(key, now);
      if (now >= most) crowded.add(agencyId);
    };
    for (const { open, group, still } of this.running) {
      if (still) continue;
      for (const { agencyId } of open) count(agencyId, agencyId, connections);
      const [first] = open;
      if (first && open.every(({ agencyId }) => agencyId === first.agencyId))
        count(`${group.platform} ${first.agencyId}`, first.agencyId, groups);
    }
    return [...crowded];
  }

  /** Never rejects for what a platform does; stale claims are dropped without a trace. */
  run(group: Group, owner: string, onStill: () => void = () => undefined): Promise<void> {
    return this.logs.run({ platform: group.platform }, () => this.kept(group, owner, onStill));
  }

  /** The same; resolves already where it takes no slot any more. */
  occupy(group: Group, owner: string): Promise<void> {
    return new Promise((resolve) => void this.run(group, owner, resolve).then(resolve));
  }

  /** At shutdown: stop after the page under way, and give the leases back. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const run of this.running) run.interrupt();
    await Promise.all([...this.running].map(({ ended }) => ended));
  }

  private async kept(group: Group, owner: string, onStill: () => void): Promise<void> {
    const run = new GroupRun(group, this.clock.now());
    const heartbeat = new Heartbeat(run, (leases) => this.sync.renewMany(leases), this.pace.renewMs);
    const timer = this.look(run, onStill);
    this.running.add(run);
    if (this.stopping) run.interrupt();
    try {
      const begun = await this.sync.beginMany(group.leases, owner, (tx, opened) =>
        this.runs.openMany(tx, opened, run.startedAt),
      );
      await this.reader.read(run, begun);
    } catch (error) {
      this.log.error({ err: error, message: 'A group failed in an unforeseen way; its leases run out' });
    } finally {
      this.running.delete(run);
      heartbeat.stop();
      clearInterval(timer);
      run.end();
    }
  }

  private look(run: GroupRun, onStill: () => void): NodeJS.Timeout {
    const stillness = new Stillness();
    const timer = setInterval(() => {
      run.still = stillness.look(run.progress, performance.now());
      if (run.still) onStill();
    }, LOOK_MS);
    return timer.unref();
  }

  private count(which: (run: GroupRun) => boolean): number {
    return [...this.running].filter(which).length;
  }
}
