/** The PostgreSQL and the Redis of these tests alone, so that they can be taken away. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { Redis } from 'ioredis';

interface Urls {
  readonly appUrl: string;
  readonly ownerUrl: string;
  /** As the superuser: to look behind row-level security. */
  readonly adminUrl: string;
}

type Deed = 'stop postgres' | 'start postgres' | 'stop redis' | 'start redis';

interface Told {
  readonly ready?: Urls;
  readonly redis?: string;
  readonly failed?: string;
}

export class Services {
  private constructor(
    private readonly child: ChildProcess,
    readonly urls: Urls,
    readonly redisUrl: string,
  ) {}

  static async start(): Promise<Services> {
    const child = fork(resolve(__dirname, 'keep-services.mjs'), {
      env: { ...process.env, NODE_OPTIONS: '' },
      execArgv: ['--no-warnings'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const { ready, redis } = await told(child);
    if (!ready || redis === undefined) throw new Error('PostgreSQL and Redis did not start');
    return new Services(child, ready, redis);
  }

  /** Resolves when it is done: the server is gone, or answers again. */
  async order(deed: Deed): Promise<void> {
    const answer = told(this.child);
    this.child.send(deed);
    await answer;
  }

  /** Everything that Redis knows is gone, as if nobody had ever told it. */
  flush(): Promise<void> {
    return this.withRedis(async (redis) => void (await redis.flushall()));
  }

  async withRedis<T>(work: (redis: Redis) => Promise<T>): Promise<T> {
    const redis = new Redis(this.redisUrl);
    try {
      return await work(redis);
    } finally {
      redis.disconnect();
    }
  }

  async stop(): Promise<void> {
    const ended = new Promise((end) => this.child.once('exit', end));
    this.child.disconnect();
    await ended;
  }
}

function told(child: ChildProcess): Promise<Told> {
  return new Promise((done, failed) => {
    const gone = () => failed(new Error('The process that keeps PostgreSQL and Redis has ended'));
    child.once('exit', gone);
    child.once('message', (message: Told) => {
      child.off('exit', gone);
      if (message.failed === undefined) done(message);
      else failed(new Error(message.failed));
    });
  });
}
