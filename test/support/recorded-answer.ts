/** One recording behind a real socket, and one adapter's wire client that reads it: bytes to mapper, nothing skipped. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpClient } from '../../backend/src/core/http/http-client.js';
import type { PlatformDescriptor } from '../../backend/src/platforms/contract/descriptor.js';
import type { FetchContext } from '../../backend/src/platforms/contract/fetcher.js';
import { PlatformError } from '../../backend/src/platforms/contract/platform-error.js';
import { WireClient } from '../../backend/src/platforms/wire/wire-client.js';
import type { Recording } from './recordings.js';

export const aContext = (): FetchContext => ({
  credential: { id: 'deployment:recorded', secret: () => 'recorded' },
  consent: null,
  lane: 'interactive',
  signal: new AbortController().signal,
  call: (_endpointClass, send) => send(),
  report: () => Promise.resolve(),
});

/** Serves the recording to whatever is asked, for as long as `use` takes. */
export async function withRecording<T>(
  recording: Recording,
  descriptor: PlatformDescriptor,
  use: (wire: WireClient) => Promise<T>,
): Promise<T> {
  const server = createServer((_request, response) => {
    response.writeHead(recording.status, { ...recording.headers, 'content-type': 'application/json' });
    response.end(JSON.stringify(recording.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const http = new HttpClient();
  const endpoint = {
    baseUrl: `http://${host}${descriptor.config.basePath}`,
    simulated: true,
    allow: { hosts: [], insecureHosts: [host] },
  };
  try {
    return await use(new WireClient(http, endpoint));
  } finally {
    await http.onApplicationShutdown();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

export async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => 'no error',
    (thrown: unknown) => thrown,
  );
  return error instanceof PlatformError ? error.code : String(error);
}
