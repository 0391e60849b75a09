/** Tokens that would die unused are refreshed ahead of their end. */
import { Injectable, Logger } from '@nestjs/common';
import { DueTokens } from './due-tokens.service.js';
import { Losses } from './losses.service.js';
import { TokenRefresh } from './refresh.service.js';
import { SealBroken } from './sealed-tokens.service.js';
import type { DueToken } from './upkeep.repository.js';

const BATCH = 10;

@Injectable()
export class TokenUpkeep {
  private readonly log = new Logger(TokenUpkeep.name);

  constructor(
    private readonly due: DueTokens,
    private readonly refresh: TokenRefresh,
    private readonly losses: Losses,
  ) {}

  /** One batch; answers how many it saw to. What is refreshed elsewhere meanwhile is waited for, not done twice. */
  async run(): Promise<number> {
    const due = await this.due.find(BATCH);
    await Promise.all(due.map((token) => this.see(token)));
    return due.length;
  }

  /** One bad row spoils no batch. */
  private async see(token: DueToken): Promise<void> {
    const { connectionId } = token;
    try {
      const refreshed = await this.refresh.run(token, token.generation);
      if (refreshed.kind === 'failed')
        this.log.warn({ connectionId, code: refreshed.error.code, message: 'A token could not be refreshed ahead' });
    } catch (error) {
      if (error instanceof SealBroken) await this.losses.shut(token, error);
      else this.log.error({ err: error, connectionId, message: 'A token could not be looked after' });
      await this.due.postpone(token).catch(() => undefined); // without a database, the next turn finds it
    }
  }
}
