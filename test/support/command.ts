/** Runs a program of this repository the way a person would, and gives back what it said. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { keepLog } from './keep-log.js';

export const ROOT = resolve(__dirname, '..', '..');

export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  /** Added to the environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

/** The node of this very process, whatever the path says. */
export function node(args: readonly string[], { env, cwd = ROOT }: CommandOptions = {}): Promise<Said> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => {
      keepLog(`${stdout}\n${stderr}\n`);
      done({ code, stdout, stderr });
    });
  });
}
