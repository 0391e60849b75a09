/** The budget's connection to Redis: it answers at once or not at all, so that no call to a platform hangs on it. */
import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { Config } from '../core/config/config.js';

const PATIENCE_MS = 500;
/** A timer that comes so late was kept by something else. */
const STALL_MS = 50;
/** After a silence Redis is left alone for so long. */
const REST_MS = 1_000;

const answerSchema = z.tuple([
  z.enum(['go', 'each', 'wait', 'pace', 'held', '?']),
  z.coerce.number(),
  z.string(),
  z.array(z.string()),
  z.array(z.array(z.string())),
]);
export type ScriptAnswer = z.output<typeof answerSchema>;

const shaOf = (script: string): string => createHash('sha1').update(script).digest('hex');

@Injectable()
export class BudgetRedis implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger('Budget');
  private readonly client: Redis;
  private readonly shas = new Map<string, string>();
  /** For each answer. */
  protected readonly patienceMs: number = PATIENCE_MS;
  private away = false;
  private restsUntil = 0;

  constructor(config: Config) {
    this.client = new Redis(config.redisUrl.reveal(), {
      lazyConnect: true,
      connectionName: 'rostrum-budget',
      enableOfflineQueue: false,
      connectTimeout: 1_000,
      maxRetriesPerRequest: 0,
      retryStrategy: (times) => Math.min(times * 200, 2_000),
    });
    this.client.on('error', () => this.say(true));
    this.client.on('ready', () => this.say(false));
  }

  async onModuleInit(): Promise<void> {
    // A failure is told by the error event, and the client goes on trying.
    await this.client.connect().catch(() => undefined);
  }

  onApplicationShutdown(): void {
    this.client.disconnect();
  }

  /**
   * Null while Redis does not answer; whoever asks then goes by what this process knows. Where Redis knows less than this
   * process, it is asked once more, with everything that is remembered.
   */
  async run(script: string, keys: readonly string[], ask: (whole: boolean) => unknown): Promise<ScriptAnswer | null> {
    const answer = await this.once(script, keys, ask(false));
    if (answer?.[0] !== '?') return answer;
    const again = await this.once(script, keys, ask(true));
    return again?.[0] === '?' ? null : again;
  }

  /** Kept for so long, for whoever looks; null takes it away. Never throws: it is a matter of display. */
  async note(key: string, value: string | null, lifeMs: number): Promise<void> {
    if (!this.isThere()) return;
    const done: Promise<unknown> =
      value === null ? this.client.del(key) : this.client.set(key, value, 'PX', Math.ceil(lifeMs));
    await this.inTime(done).catch(() => undefined);
  }

  async noted(keys: readonly string[]): Promise<readonly (string | null)[]> {
    if (!this.isThere() || keys.length === 0) return keys.map(() => null);
    return this.inTime(this.client.mget(...keys)).catch(() => keys.map(() => null));
  }

  private async once(script: string, keys: readonly string[], ask: unknown): Promise<ScriptAnswer | null> {
    if (!this.isThere()) return null;
    try {
      const answer = answerSchema.parse(await this.evaluate(script, keys, JSON.stringify(ask)));
      this.say(false);
      return answer;
    } catch {
      this.restsUntil = performance.now() + REST_MS;
      this.say(true);
      return null;
    }
  }

  private isThere(): boolean {
    return this.client.status === 'ready' && performance.now() >= this.restsUntil;
  }

  private async evaluate(script: string, keys: readonly string[], ask: string): Promise<unknown> {
    const sha = this.shas.get(script) ?? shaOf(script);
    this.shas.set(script, sha);
    try {
      return await this.inTime(this.client.evalsha(sha, keys.length, ...keys, ask));
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return this.inTime(this.client.eval(script, keys.length, ...keys, ask));
    }
  }

  private inTime<T>(answer: Promise<T>): Promise<T> {
    return inTime(answer, this.patienceMs);
  }

  private say(away: boolean): void {
    if (away === this.away) return;
    this.away = away;
    this.log.warn(
      away
        ? 'Redis is away: each process keeps to its own part of the platforms’ limits until it is back'
        : 'Redis is back: the platforms’ limits are shared by all processes',
    );
  }
}

/** What this process itself stood still for is no silence of Redis: the answer may be there, and has as long again. */
function inTime<T>(answer: Promise<T>, patienceMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout;
    const wait = () => {
      const due = performance.now() + patienceMs;
      const over = () =>
        performance.now() > due + STALL_MS ? wait() : reject(new Error(`Redis said nothing for ${patienceMs} ms`));
      timer = setTimeout(over, patienceMs);
    };
    wait();
    void answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
