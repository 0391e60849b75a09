/** Work that a process does every so often for as long as it lives: one turn at a time, the next some time after the last. */
import { Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';

export abstract class RecurringWork implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(this.constructor.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  /** The process ends: a long turn looks at this between its steps. */
  protected stopped = false;

  /** `failed` is said when a turn fails: what could not be done, as a sentence's beginning. */
  protected constructor(
    private readonly everyMs: number,
    private readonly failed: string,
  ) {}

  protected abstract turn(): Promise<void>;

  onApplicationBootstrap(): void {
    this.schedule();
  }

  /** What is under way ends. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.run().finally(() => this.schedule());
    }, this.everyMs);
    this.timer.unref();
  }

  private async run(): Promise<void> {
    try {
      await this.turn();
    } catch (error) {
      this.log.error(error, `${this.failed}; it will be tried again`);
    }
  }
}
