/** The line to Redis, which a test can cut: then connections are refused, or nobody ever answers. */
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

export interface RedisLine {
  /** For REDIS_URL. */
  readonly url: string;
  refuse(): Promise<void>;
  /** Whatever is said is not heard. */
  silence(): void;
  mend(): Promise<void>;
  close(): Promise<void>;
}

const listen = (server: Server, port: number) =>
  new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
const end = (server: Server) => new Promise<void>((ended) => server.close(() => ended()));

export async function openRedisLine(): Promise<RedisLine> {
  const target = new URL(process.env['REDIS_URL'] ?? '');
  const sockets = new Set<Socket>();
  let silent = false;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    return socket;
  };
  const server = createServer((near) => {
    const far = keep(connect(Number(target.port), target.hostname));
    keep(near).on('data', (data) => void (silent || far.write(data)));
    far.on('data', (data) => void (silent || near.write(data)));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
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
