/** `npm start` in a data folder of its own, as a child that a test can look at and end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { node, ROOT, type Said } from './command.js';
import { keepLog } from './keep-log.js';

const SCRIPT = join(ROOT, 'scripts', 'start.mjs');

/** Neither the services of the test run nor its settings: a start brings its own. */
const NOTHING_SET = {
  NODE_ENV: undefined,
  DATABASE_URL: undefined,
  DATABASE_OWNER_URL: undefined,
  REDIS_URL: undefined,
  APP_SECRET: undefined,
  VAULT_KEYS: undefined,
  PUBLIC_URL: undefined,
  LOG_LEVEL: undefined,
  PLATFORM_MODE: undefined,
  npm_lifecycle_event: undefined,
};

type Environment = Readonly<Record<string, string | undefined>>;

export function makeDataDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'rostrum-start-'));
  chmodSync(dir, 0o711); // root's PostgreSQL runs as another user
  return dir;
}

/** With what was logged there. */
export function removeDataDir(dir: string): void {
  keepLog(readOrEmpty(join(dir, 'rostrum.log')));
  rmSync(dir, { recursive: true, force: true });
}

/** Listens on any port of this machine. */
export function listen(): Promise<{ port: number; server: Server }> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port, server }));
  });
}

/** A start that is expected to end by itself. */
export const startAndEnd = (env: Environment): Promise<Said> => node([SCRIPT], { env: { ...NOTHING_SET, ...env } });

export interface RunningStart {
  readonly pid: number;
  /** All that it has printed so far. */
  output(): string;
  /** Resolves with the exit code once it has ended. */
  readonly ended: Promise<number | null>;
  signal(name: NodeJS.Signals): void;
}

/** Resolves when it says that it is ready; rejects if it ends before. */
export function startUp(env: Environment): Promise<RunningStart> {
  const child: ChildProcess = spawn(process.execPath, [SCRIPT], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '', ...NOTHING_SET, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes('Ctrl-C stops everything')) return;
      resolve({ pid: child.pid ?? 0, output: () => said, ended, signal: (name) => child.kill(name) });
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    void ended.then((code) => reject(new Error(`npm start ended with code ${code}:\n${said}`)));
  });
}

/** The numbers of the processes that serve a data folder: named by their command, their folder or their environment. */
export function processesOf(dir: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      const facts = ['cmdline', 'environ'].map((file) => readOrEmpty(`/proc/${pid}/${file}`));
      return facts.some((fact) => fact.includes(dir)) && facts[0] !== '';
    })
    .map(Number);
}

/** All of them at once; one may be gone with another before its turn comes. */
export function killProcessesOf(dir: string): void {
  for (const pid of processesOf(dir)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
