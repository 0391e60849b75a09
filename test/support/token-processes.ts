/** Worker processes that use tokens, seen from the test that started them. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Holder } from '../../backend/src/oauth/tokens/credential.js';
import { keepLog } from './keep-log.js';

export interface Round {
  readonly of: Holder;
  /** How many use the token at the same time. */
  readonly users: number;
}

export interface RoundDone {
  /** How often each thing ended somebody's use; `ok` for those that went well. */
  readonly outcomes: Readonly<Record<string, number>>;
}

export const CRASH_POINTS = [
  'before the request',
  'as the request goes out',
  'at the answer',
  'before the commit',
  'after the commit',
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

export class TokenProcess {
  private constructor(private readonly child: ChildProcess) {}

  static async start(simulators: string, crashAt?: CrashPoint): Promise<TokenProcess> {
    const loader = pathToFileURL(resolve(__dirname, 'typescript-loader.mjs')).href;
    // Few connections: opening dozens at once takes a busy machine longer than anybody waits for one.
    const pool = { DATABASE_POOL_SIZE: '5' };
    const env = {
      ...process.env,
      ...pool,
      NODE_OPTIONS: '',
      SIMULATORS: simulators,
      ...(crashAt && { CRASH_AT: crashAt }),
    };
    const child = fork(resolve(__dirname, 'token-process.ts'), {
      execArgv: ['--no-warnings', '--import', loader],
      env,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    child.stdout?.on('data', (chunk: Buffer) => keepLog(chunk.toString()));
    const started = new TokenProcess(child);
    await started.told();
    return started;
  }

  /** All at the same time; answers when the last of them is through. */
  async round(round: Round): Promise<RoundDone> {
    const told = this.told();
    this.child.send(round);
    return told;
  }

  /** The same in a process that will not live to answer; resolves with the signal that ended it. */
  async fatal(round: Round): Promise<string | null> {
    const ended = new Promise<string | null>((end) => this.child.once('exit', (_code, signal) => end(signal)));
    this.child.send(round);
    return ended;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((end) => this.child.once('exit', end));
    this.child.disconnect();
    await ended;
  }

  private told(): Promise<RoundDone> {
    return new Promise((done, failed) => {
      const gone = () => failed(new Error('The process has ended'));
      this.child.once('exit', gone);
      this.child.once('message', (message) => {
        this.child.off('exit', gone);
        done(message as RoundDone);
      });
    });
  }
}
