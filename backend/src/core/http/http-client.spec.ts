import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { HttpClient, type HttpRequest } from './http-client.js';
import { HttpFailure } from './http-failure.js';
import { listen, type LocalServer } from './testing/local-server.js';

const QUICK = { connectMs: 500, headersMs: 200, bodyMs: 200, totalMs: 5_000 };

describe('HttpClient', () => {
  let servers: LocalServer[] = [];
  let client: HttpClient;

  beforeEach(() => {
    client = new HttpClient({ timeouts: QUICK });
  });

  afterEach(async () => {
    await client.onApplicationShutdown();
    await Promise.all(servers.map((server) => server.close()));
    servers = [];
  });

  async function serve(answer: RequestListener): Promise<LocalServer> {
    const server = await listen(answer);
    servers.push(server);
    return server;
  }

  const to = (server: LocalServer, path = '/', more: Partial<HttpRequest> = {}): HttpRequest => ({
    purpose: 'api',
    url: `${server.url}${path}`,
    allow: { hosts: [], insecureHosts: [server.host] },
    ...more,
  });

  const failureOf = (request: HttpRequest): Promise<unknown> =>
    client.get(request).then(
      () => 'answered',
      (error: unknown) => (error instanceof HttpFailure ? error.kind : error),
    );

  it('gives any status as an answer, with its headers and body', async () => {
    const server = await serve((_request, response) => response.writeHead(503, { 'Retry-After': '7' }).end('later'));
    const answer = await client.get(to(server));
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('7');
    expect(answer.body.toString()).toBe('later');
  });

  it('stops waiting for headers', async () => {
    const server = await serve(() => undefined);
    expect(await failureOf(to(server))).toBe('timeout');
  });

  it('stops waiting for a body that fell silent', async () => {
    const server = await serve((_request, response) => response.writeHead(200).write('some'));
    expect(await failureOf(to(server))).toBe('timeout');
  });

  it('stops reading a byte-by-byte body at the total time-out', async () => {
    const timers: NodeJS.Timeout[] = [];
    const server = await serve((_request, response) => {
      response.writeHead(200);
      timers.push(setInterval(() => response.write('x'), 20));
    });
    expect(await failureOf(to(server, '/', { totalMs: 300 }))).toBe('timeout');
    timers.forEach(clearInterval);
  });

  it('stops reading an endless body at its cap', async () => {
    let sent = 0;
    const server = await serve((_request, response) => {
      const chunk = Buffer.alloc(64 * 1024);
      const pump = () => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
        if (!response.destroyed) response.once('drain', pump);
      };
      pump();
    });
    expect(await failureOf(to(server, '/', { maxBytes: 1024 * 1024 }))).toBe('too-large');
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  it('does not read a body whose announced length is over the cap', async () => {
    const server = await serve((_request, response) =>
      response.writeHead(200, { 'content-length': '999999999' }).write('x'),
    );
    expect(await failureOf(to(server))).toBe('too-large');
  });

  it('refuses answers that are not HTTP', async () => {
    const server = createServer((socket) => socket.once('data', () => socket.end('SMTP 220 welcome\r\n\r\n')));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const request: HttpRequest = {
      purpose: 'api',
      url: `http://127.0.0.1:${port}/`,
      allow: { hosts: [], insecureHosts: [`127.0.0.1:${port}`] },
    };
    expect(await failureOf(request)).toBe('malformed');
    await new Promise((resolve) => server.close(resolve));
  });

  it('calls a broken connection what it is', async () => {
    const server = await serve((request) => request.socket.destroy());
    expect(await failureOf(to(server))).toBe('connect');
    const gone = await listen(() => undefined);
    await gone.close();
    expect(await failureOf(to(gone))).toBe('connect');
  });

  it('calls a body that breaks off a broken connection', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    expect(await failureOf(to(server))).toBe('connect');
  });

  it('ends at once when the caller aborts', async () => {
    const controller = new AbortController();
    const server = await serve(() => controller.abort());
    expect(await failureOf(to(server, '/', { signal: controller.signal }))).toBe('aborted');
  });

  it('refuses an unknown content encoding', async () => {
    const server = await serve((_request, response) => response.writeHead(200, { 'content-encoding': 'br' }).end('x'));
    expect(await failureOf(to(server))).toBe('malformed');
  });

  it('speaks plain http and to this machine only where that is listed', async () => {
    let hits = 0;
    const server = await serve((_request, response) => {
      hits += 1;
      response.end();
    });
    expect(await failureOf({ ...to(server), allow: { hosts: ['127.0.0.1'] } })).toBe('blocked-host');
    expect(await failureOf({ ...to(server), allow: { hosts: ['example.org'] } })).toBe('blocked-host');
    expect(await failureOf({ ...to(server), url: `http://user:word@${server.host}/` })).toBe('blocked-host');
    expect(await failureOf({ ...to(server), url: 'file:///etc/passwd' })).toBe('blocked-host');
    expect(hits).toBe(0);
  });

  it('follows no redirect of an API', async () => {
    const server = await serve((_request, response) => response.writeHead(302, { location: '/elsewhere' }).end());
    expect(await failureOf(to(server))).toBe('redirect');
  });

  it('follows a listed redirect of media, without credentials', async () => {
    const seen: IncomingHttpHeaders[] = [];
    const server = await serve((request, response) => {
      seen.push(request.headers);
      if (request.url === '/') response.writeHead(301, { location: '/image' }).end();
      else response.end('here');
    });
    const headers = { authorization: 'Bearer token', 'x-goog-api-key': 'key', accept: 'image/*' };
    const answer = await client.get(to(server, '/', { purpose: 'media', headers }));
    expect(answer.body.toString()).toBe('here');
    expect(seen[0]?.authorization).toBe('Bearer token');
    expect(seen[1]).toMatchObject({ accept: 'image/*' });
    expect(seen[1]?.authorization).toBeUndefined();
    expect(seen[1]?.['x-goog-api-key']).toBeUndefined();
  });

  it('stays on the list through redirects, and ends going in circles', async () => {
    let hits = 0;
    const canary = await serve((_request, response) => {
      hits += 1;
      response.end();
    });
    const server = await serve((request, response) => {
      response.writeHead(302, { location: request.url === '/out' ? `${canary.url}/` : '/round' }).end();
    });
    expect(await failureOf(to(server, '/out', { purpose: 'media' }))).toBe('blocked-host');
    expect(hits).toBe(0);
    expect(await failureOf(to(server, '/round', { purpose: 'media' }))).toBe('redirect');
  });

  it('keeps query and headers out of its errors', async () => {
    const server = await serve((request) => request.socket.destroy());
    const error: unknown = await client
      .get(to(server, '/path?key=canary-query', { headers: { 'x-goog-api-key': 'canary-header' } }))
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HttpFailure);
    expect(String(error)).toContain('/path');
    expect(JSON.stringify([String(error), error])).not.toContain('canary');
  });
});

describe('HttpClient for media', () => {
  const lookups: string[] = [];

  /** First a public address, from then on this machine: a name that changes its mind. */
  function clientResolvingTo(...addresses: string[]): HttpClient {
    return new HttpClient({
      timeouts: QUICK,
      resolve: (hostname, _options, callback) => {
        lookups.push(hostname);
        callback(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        );
      },
    });
  }

  it.each([
    ['127.0.0.1'],
    ['169.254.169.254'],
    ['10.1.2.3'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['fd00::1'],
    ['64:ff9b::7f00:1'],
    ['0.0.0.0'],
    ['100.64.0.1'],
  ])('refuses a name that leads to %s, in the very look-up that the socket uses', async (address) => {
    let hits = 0;
    const canary = await listen((_request, response) => {
      hits += 1;
      response.end();
    });
    const { port } = new URL(canary.url);
    const client = clientResolvingTo('93.184.216.34', address);
    const host = `images.example.org:${port}`;
    const outcome = client.get({ purpose: 'media', url: `https://${host}/a.png`, allow: { hosts: [host] } });
    await expect(outcome).rejects.toMatchObject({ kind: 'blocked-address' });
    expect(lookups.at(-1)).toBe('images.example.org');
    expect(hits).toBe(0);
    await client.onApplicationShutdown();
    await canary.close();
  });

  it('refuses addresses in place of names, which no look-up would see', async () => {
    const client = clientResolvingTo('93.184.216.34');
    for (const host of ['127.0.0.1:8443', '[::1]:8443', '[::ffff:7f00:1]:8443']) {
      const outcome = client.get({ purpose: 'media', url: `https://${host}/`, allow: { hosts: [host] } });
      await expect(outcome).rejects.toMatchObject({ kind: 'blocked-address' });
    }
    await client.onApplicationShutdown();
  });
});
