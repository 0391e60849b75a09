/**
 * A server that nobody gets through to: its process stands still and its backlog is full, so that the system answers to
 * no further handshake.
 */
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const PROGRAM = `const server = require('node:net').createServer();
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => process.stdout.write(String(server.address().port)));
process.stdin.on('end', () => process.exit()).resume();`;
/** A handshake that is not over by then will not be. */
const DEAF_MS = 300;
const MOST = 20;

export interface DeafServer {
  readonly port: number;
  stop(): void;
}

export async function startDeafServer(): Promise<DeafServer> {
  const child = spawn(process.execPath, ['-e', PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  const port = await new Promise<number>((found) => child.stdout.once('data', (chunk: Buffer) => found(Number(chunk))));
  child.kill('SIGSTOP');
  const sockets: Socket[] = [];
  const stop = () => {
    for (const socket of sockets) socket.destroy();
    child.kill('SIGKILL');
  };
  while (sockets.length < MOST) {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    sockets.push(socket);
    const heard = new Promise<boolean>((done) => socket.once('connect', () => done(true)));
    if (!(await Promise.race([heard, pause(DEAF_MS, false)]))) return { port, stop };
  }
  stop();
  throw new Error('Everybody gets through to the server that should be deaf');
}
