/** The worker's end: looks after tokens every few seconds, one turn of each kind at a time. */
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { EndWarnings } from './end-warnings.service.js';
import { Revoker } from './revoker.service.js';
import { TokenUpkeep } from './token-upkeep.service.js';

const REVOKE_MS = 3_000;
const REFRESH_MS = 5_000;
const WARN_MS = 600_000;
/** Of batches in one turn. */
const MOST_ROUNDS = 100;

@Injectable()
export class TokensClockwork implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(TokensClockwork.name);
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly turns = new Map<string, Promise<void>>();
  private stopped = false;

  constructor(
    private readonly revoker: Revoker,
    private readonly upkeep: TokenUpkeep,
    private readonly warnings: EndWarnings,
  ) {}

  onApplicationBootstrap(): void {
    this.every(REVOKE_MS, 'revoke', () => this.all(() => this.revoker.run()));
    this.every(REFRESH_MS, 'refresh', () => this.all(() => this.upkeep.run()));
    this.every(WARN_MS, 'warn', () => this.warnings.run());
  }

  /** What is under way is written down; what is due stays due. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    this.stopped = true;
    await Promise.all(this.turns.values());
  }

  private every(ms: number, name: string, work: () => Promise<void>): void {
    const turn = () => {
      if (this.turns.has(name)) return;
      const done = this.guarded(work).finally(() => this.turns.delete(name));
      this.turns.set(name, done);
    };
    this.timers.push(setInterval(turn, ms));
    turn();
  }

  private async all(batch: () => Promise<number>): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS && !this.stopped; round += 1) if ((await batch()) === 0) return;
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.warn({ err: error, message: 'This turn failed; the next one tries again' });
    }
  }
}
