/** The product's own programs, each a process of its own that a test can kill, freeze, thaw and ask to stop. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../support/command.js';
import { until } from '../../support/until.js';

const LOADER = pathToFileURL(resolve(ROOT, 'test', 'support', 'typescript-loader.mjs')).href;
const FOLLOW = pathToFileURL(resolve(ROOT, 'scripts', 'follow-parent.mjs')).href;
const START_MS = 120_000;
const NICENESS = 5;

export type Environment = Readonly<Record<string, string>>;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export class Program {
  readonly ended: Promise<Ended>;
  private readonly child: ChildProcess;
  private said = '';

  /** `name` is also how PostgreSQL calls its connections, so that a row that waits can be told from its neighbours. */
  constructor(
    readonly name: string,
    file: string,
    environment: Environment,
  ) {
    const database = new URL(environment['DATABASE_URL'] ?? '');
    database.searchParams.set('application_name', name);
    this.child = spawn(
      process.execPath,
      ['--no-warnings', '--import', FOLLOW, '--import', LOADER, resolve(ROOT, 'backend', 'src', file)],
      {
        cwd: ROOT,
        env: { PATH: process.env['PATH'], ...environment, DATABASE_URL: database.href },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    this.child.unref();
    this.child.channel?.unref();
    this.ended = new Promise((end) => this.child.once('close', (code, signal) => end({ code, signal })));
    const hear = (chunk: Buffer) => (this.said += chunk.toString());
    this.child.stdout?.on('data', hear);
    this.child.stderr?.on('data', hear);
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  get lives(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Leaves the processor to others that need it: what is put off, to whom somebody waits for. */
  standBack(): this {
    setPriority(this.pid, NICENESS);
    return this;
  }

  /** Everything it wrote. */
  log(): string {
    return this.said;
  }

  /** Until the condition holds; a program that ends before says why in the error. */
  async isUp(look: () => Promise<boolean>): Promise<this> {
    const gone = this.ended.then(({ code }) => {
      throw new Error(`${this.name} ended with ${String(code)}:\n${this.said.slice(-4_000)}`);
    });
    await Promise.race([gone, until(`${this.name} is up`, look, START_MS)]);
    gone.catch(() => undefined);
    return this;
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Asked politely. */
  stop(): Promise<Ended> {
    this.child.kill('SIGTERM');
    return this.ended;
  }

  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.child.kill('SIGCONT');
  }

  /** Bytes of memory that it has taken, the most so far. */
  peakMemory(): number {
    const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${String(this.pid)}/status`, 'utf8'));
    return Number(line?.[1]) * 1024;
  }
}
