/** A worker as it runs in production, as a process of its own that tells what it has used of the processor. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { inRoot } from '../../../scripts/lib/paths.mjs';
import { end, identityOf } from '../../../scripts/lib/processes.mjs';

const STOP_PATIENCE = 30_000;

export interface WorkerProcess {
  readonly pid: number;
  /** User and system time so far, of all its threads, as `process.cpuUsage` in the process itself tells it. */
  cpuMs(): Promise<number>;
  send(message: object): void;
  /** The next message that it sends. */
  told(): Promise<unknown>;
  /** Without any warning. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export const PRODUCT_WORKER = inRoot('dist', 'backend', 'worker.js');

/** What it prints on stdout is written nowhere. It has begun when this returns, and is not yet ready. */
export function launchWorker(
  program: string,
  environment: Readonly<Record<string, string>>,
  cleanup: AsyncDisposableStack,
): WorkerProcess {
  const preloaded = [inRoot('scripts', 'follow-parent.mjs'), inRoot('test', 'bench', 'engine', 'tell-cpu.ts')];
  const child = spawn(
    process.execPath,
    [...preloaded.flatMap((file) => ['--import', pathToFileURL(file).href]), program],
    { detached: true, env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  child.unref();
  child.channel?.unref();
  const identity = identityOf(Number(child.pid));
  const stop = () => end(identity, 'SIGTERM', STOP_PATIENCE);
  cleanup.defer(stop);
  const told = async (): Promise<unknown> => {
    const [message] = (await Promise.race([once(child, 'message'), gone])) as unknown[];
    return message;
  };
  const gone = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`${program} ended (${String(code ?? signal)}).`);
  });
  gone.catch(() => undefined); // whoever waits for it is told
  return {
    pid: Number(child.pid),
    told,
    send: (message) => void child.send(message),
    cpuMs: async () => {
      child.send('cpu');
      return ((await told()) as { readonly cpuMs: number }).cpuMs;
    },
    kill: async () => {
      process.kill(identity.pid, 'SIGKILL');
      await gone.catch(() => undefined);
    },
    stop,
  };
}
