/** Whether this process can do its work now: each thing it leans on is asked, and a process that is stopping says so. */
import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Database } from '../database/database.service.js';
import { RedisProbe } from './redis-probe.js';

export type PartState = 'up' | 'down';

export interface ReadinessState {
  readonly status: 'ready' | 'not-ready' | 'stopping';
  readonly database: PartState;
  readonly redis: PartState;
}

const ANSWER_WITHIN_MS = 2_000;

@Injectable()
export class Readiness implements BeforeApplicationShutdown {
  private stopping = false;
  private asking: Promise<ReadinessState> | null = null;

  constructor(
    private readonly database: Database,
    private readonly redis: RedisProbe,
  ) {}

  /** Callers at the same time share one round of questions. */
  state(): Promise<ReadinessState> {
    this.asking ??= this.ask().finally(() => (this.asking = null));
    return this.asking;
  }

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  private async ask(): Promise<ReadinessState> {
    const [database, redis] = await Promise.all([answers(this.database.ping()), answers(this.redis.ping())]);
    const well = database === 'up' && redis === 'up';
    return { status: this.stopping ? 'stopping' : well ? 'ready' : 'not-ready', database, redis };
  }
}

async function answers(question: Promise<unknown>): Promise<PartState> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), ANSWER_WITHIN_MS);
  });
  try {
    await Promise.race([question, late]);
    return 'up';
  } catch {
    return 'down'; // the pool and the queue log why; nobody outside needs to know
  } finally {
    clearTimeout(timer);
  }
}
