/** Keeps the chain going: every few seconds whatever happened since is appended. */
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { AuditChain } from './audit-chain.service.js';

const EVERY_MS = 2_000;

@Injectable()
export class AuditChainRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(AuditChainRunner.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly chain: AuditChain) {}

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
      await this.chain.appendAll();
    } catch (error) {
      this.log.error(error, 'The audit chain could not be continued; it will be tried again');
    }
  }
}
