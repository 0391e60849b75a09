/** A line to a service that a test can cut and mend: what an outage looks like from the application's side. */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { freePort } from '../../scripts/lib/ports.mjs';

export interface BreakableLine {
  /** The service's URL, by way of this line. */
  readonly url: string;
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>;
  mend(): Promise<void>;
}

export async function breakableLine(serviceUrl: string): Promise<BreakableLine> {
  const service = new URL(serviceUrl);
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    return socket.on('error', () => socket.destroy());
  };
  const server: Server = createServer((near) => {
    const far = connect(Number(service.port), service.hostname);
    keep(near).pipe(keep(far)).pipe(near);
  });
  const port = await freePort();
  const mend = async () => void (await once(server.listen(port, '127.0.0.1'), 'listening'));
  await mend();
  const url = new URL(serviceUrl);
  url.host = `127.0.0.1:${String(port)}`;
  return {
    url: url.href,
    cut: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
    mend,
  };
}
