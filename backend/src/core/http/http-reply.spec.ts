import type { RequestListener } from 'node:http';
import { HttpClient, type HttpRequest } from './http-client.js';
import { listen, type LocalServer } from './testing/local-server.js';

/** So many connections there are to one host. */
const CONNECTIONS = 32;

describe('HttpReply', () => {
  const client = new HttpClient();
  let server: LocalServer;

  const ask = async (answer: RequestListener) => {
    server = await listen(answer);
    return client.get(to(server));
  };

  const to = ({ url, host }: LocalServer): HttpRequest => ({
    purpose: 'api',
    url,
    allow: { hosts: [], insecureHosts: [host] },
  });

  afterEach(() => server.close());
  afterAll(() => client.onApplicationShutdown());

  it('takes what comes before the answer for no answer', async () => {
    const answer = await ask((_request, response) => {
      response.writeEarlyHints({ link: '</a.css>; rel=preload' });
      response.writeHead(201, { 'x-own': 'a' }).end('made');
    });
    expect(answer).toMatchObject({ status: 201, headers: { 'x-own': 'a' } });
    expect(answer.headers['link']).toBeUndefined();
    expect(answer.body.toString()).toBe('made');
  });

  it('puts the pieces of a body and repeated headers together', async () => {
    const answer = await ask((_request, response) => {
      response.writeHead(200, { vary: 'one', link: ['<a>', '<b>'] }).write('half ');
      setImmediate(() => response.end('and half'));
    });
    expect(answer.headers).toMatchObject({ vary: 'one', link: '<a>, <b>' });
    expect(answer.body.toString()).toBe('half and half');
  });

  it('gives an answer without a body as one of no bytes', async () => {
    const answer = await ask((_request, response) => response.writeHead(204).end());
    expect(answer).toMatchObject({ status: 204, body: Buffer.alloc(0) });
  });

  it('lets go at once of whoever waits for a free connection when the caller aborts', async () => {
    server = await listen(() => undefined);
    const silent = Array.from({ length: CONNECTIONS }, () => client.get(to(server)).catch((error: unknown) => error));
    const impatient = new AbortController();
    const waiting = client.get({ ...to(server), signal: impatient.signal });
    impatient.abort();
    await expect(waiting).rejects.toMatchObject({ kind: 'aborted' });
    await server.close();
    await Promise.all(silent);
  });
});
