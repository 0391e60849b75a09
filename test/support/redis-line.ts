/** The line to Redis, which a test can cut: then connections are refused, or nobody ever answers. */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { freePort } from '../../scripts/lib/ports.mjs';

export interface RedisLine {
  /** For REDIS_URL. */
  readonly url: string;
  refuse(): Promise<void>;
  /** Whatever is said is not heard. */
  silence(): void;
  mend(): Promise<void>;
  /** Connections that wait for jobs break without a word; others go on, and so does whoever connects anew. */
  deafen(): void;
  /** Connections that wait for jobs and can hear of them. */
  readonly listening: number;
  close(): Promise<void>;
}

const listen = (server: Server, port: number) => once(server.listen(port, '127.0.0.1'), 'listening');
const end = (server: Server) => new Promise<void>((ended) => server.close(() => ended()));

export async function openRedisLine(): Promise<RedisLine> {
  const target = new URL(process.env['REDIS_URL'] ?? '');
  const sockets = new Set<Socket>();
  /** Those that have waited for jobs, with their end at Redis. */
  const waiting = new Map<Socket, Socket>();
  let silent = false;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    return socket;
  };
  const server = createServer((near) => {
    const far = keep(connect(Number(target.port), target.hostname));
    keep(near).on('data', (data) => {
      if (data.includes('brpoplpush')) waiting.set(near, far);
      if (!silent && !far.destroyed) far.write(data);
    });
    far.on('data', (data) => void (silent || near.write(data)));
    near.on('close', () => {
      waiting.delete(near);
      far.destroy();
    });
    far.on('close', () => near.destroy());
  });
  const port = await freePort();
  await listen(server, port);
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  const url = new URL(target);
  url.port = String(port);
  return {
    url: url.href,
    refuse: async () => {
      const ended = end(server);
      hangUp();
      await ended;
    },
    silence: () => void (silent = true),
    deafen: () => {
      for (const far of waiting.values()) far.removeAllListeners('close').destroy();
    },
    get listening() {
      return [...waiting.values()].filter(({ destroyed }) => !destroyed).length;
    },
    mend: async () => {
      silent = false;
      hangUp(); // what was cut in the middle of an answer is of no more use
      if (!server.listening) await listen(server, port);
    },
    close: async () => {
      hangUp();
      if (server.listening) await end(server);
    },
  };
}
