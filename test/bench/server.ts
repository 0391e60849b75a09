/** Servers under load, each a process of its own that ends with the bench however that ends. */
import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { end, identityOf } from '../../scripts/lib/processes.mjs';

const START_PATIENCE = 60_000;
const STOP_PATIENCE = 10_000;

export interface Program {
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Answers 200 when the server is up. */
  readonly readyAt: string;
}

export interface Server {
  stop(): Promise<void>;
}

/** What it prints on stdout is written nowhere: a log line must cost what it costs, and no disk. */
export async function launchServer({ program, environment, readyAt }: Program): Promise<Server> {
  const follow = pathToFileURL(inRoot('scripts', 'follow-parent.mjs')).href;
  const child = spawn(process.execPath, ['--import', follow, program], {
    detached: true,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.channel?.unref();
  child.unref();
  const identity = identityOf(Number(child.pid));
  const stop = () => end(identity, 'SIGTERM', STOP_PATIENCE);
  for (const until = performance.now() + START_PATIENCE; performance.now() < until; await delay(50)) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    if (await answers(readyAt)) return { stop };
  }
  await stop();
  throw new Error(`${program} did not start.`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}
