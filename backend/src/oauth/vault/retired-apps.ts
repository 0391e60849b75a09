/** Agencies' apps out of use are erased once no token needs them any more. Nobody waits for it. */
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '../../core/database/database.service.js';
import { AppCredentials } from './app-credentials.service.js';

const EVERY_MS = 3_600_000;

@Injectable()
export class RetiredApps implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RetiredApps.name);
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly apps: AppCredentials,
  ) {}

  onApplicationBootstrap(): void {
    const next = () => void (this.turn = this.turn.then(() => this.erase()));
    this.timer = setInterval(next, EVERY_MS);
    next();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.turn;
  }

  private async erase(): Promise<void> {
    try {
      const erased = await this.database.asRevoker((tx) => this.apps.forgetUnused(tx));
      if (erased > 0) this.logger.log({ erased, message: 'Apps that no token needs any more were erased' });
    } catch (error) {
      this.logger.warn({ err: error, message: 'Apps out of use could not be looked through; the next turn does' });
    }
  }
}
