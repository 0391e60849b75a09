import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** One that nobody listens at right now. */
export function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((found, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => found(port));
    });
  });
}
