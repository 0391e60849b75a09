/** Looks every few seconds for mails that are due. */
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { NoticeSender } from './notice-sender.service.js';

const EVERY_MS = 5_000;

@Injectable()
export class NoticeRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(NoticeRunner.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly sender: NoticeSender) {}

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
      while (!this.stopped && (await this.sender.sendNext()));
    } catch (error) {
      this.log.error(error, 'Mails that are due could not be sent; it will be tried again');
    }
  }
}
