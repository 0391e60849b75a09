/** The worker's end: looks for started imports when told to, and every few seconds in case nobody told it. */
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { assertHandled } from '../core/queue/job-definition.js';
import { ImportEndings } from './import-endings.service.js';
import { ImportQueue } from './import-queue.js';
import type { HeldImport } from './import.repository.js';
import { ImportRunner } from './import-runner.service.js';
import { JOBS, RUN_IMPORTS } from './jobs.js';

const LOOK_MS = 5_000;
const SWEEP_MS = 3_600_000;

@Injectable()
export class ImportProcessor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(ImportProcessor.name);
  private readonly timers: NodeJS.Timeout[] = [];
  private turn: Promise<void> = Promise.resolve();
  private upcoming: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly queue: ImportQueue,
    private readonly runner: ImportRunner,
    private readonly endings: ImportEndings,
  ) {}

  onApplicationBootstrap(): void {
    // The job is a nudge: an import may take longer than Bull waits for a job.
    this.queue.process(RUN_IMPORTS, () => Promise.resolve(void this.look()));
    assertHandled(JOBS, [RUN_IMPORTS.name]);
    this.timers.push(
      setInterval(() => void this.look(), LOOK_MS),
      setInterval(() => void this.sweep(), SWEEP_MS),
    );
    void this.sweep();
  }

  /** Finish the chunk under way, and give the import back. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    this.stopped = true;
    await Promise.all([this.queue.pause(), this.turn]);
  }

  /** One turn at a time, and at most one waiting for it; never rejects. */
  look(): Promise<void> {
    this.upcoming ??= this.turn.then(() => {
      this.upcoming = null;
      return this.guarded(() => this.runAll());
    });
    this.turn = this.upcoming;
    return this.turn;
  }

  private async runAll(): Promise<void> {
    while (!this.stopped) {
      const held = await this.runner.claim();
      if (!held) return;
      await this.run(held);
    }
  }

  private async run(held: HeldImport): Promise<void> {
    while (!this.stopped) if ((await this.runner.step(held)) !== 'more') return;
    await this.runner.release(held);
  }

  private sweep(): Promise<void> {
    return this.guarded(() => this.endings.sweep());
  }

  private async guarded(work: () => Promise<unknown>): Promise<void> {
    if (this.stopped) return;
    try {
      await work();
    } catch (error) {
      this.log.warn({ err: error, message: 'This turn failed; the next one tries again' });
    }
  }
}
