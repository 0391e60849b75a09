/** Gives back, every so often, what talents granted and then did not choose, and ends what a process left lying. */
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { FlowOffers } from './flow-offers.js';

const EVERY_MS = 30_000;

@Injectable()
export class FlowSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(FlowSweeper.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly offers: FlowOffers) {}

  onApplicationBootstrap(): void {
    this.schedule();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.run().finally(() => this.schedule());
    }, EVERY_MS);
    this.timer.unref();
  }

  private async run(): Promise<void> {
    try {
      await this.offers.sweep();
      await this.offers.sweepStuck();
    } catch (error) {
      this.log.error(error, 'Authorizations that were left lying could not be swept; it will be tried again');
    }
  }
}
