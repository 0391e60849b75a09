import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { HttpClient } from './http-client.js';
import { listen, type LocalServer } from './testing/local-server.js';

const FORM = { type: 'application/x-www-form-urlencoded', text: 'grant_type=refresh_token&refresh_token=r' } as const;

describe('HttpClient.post', () => {
  const client = new HttpClient();
  const servers: LocalServer[] = [];

  afterAll(async () => {
    await client.onApplicationShutdown();
    await Promise.all(servers.map((server) => server.close()));
  });

  async function serve(answer: RequestListener): Promise<LocalServer> {
    const server = await listen(answer);
    servers.push(server);
    return server;
  }
  const post = ({ url, host }: LocalServer, headers = {}) =>
    client.post({ purpose: 'api', url, allow: { hosts: [], insecureHosts: [host] }, headers, body: FORM });

  it('sends the body with its type beside the headers of the caller', async () => {
    const server = await serve(
      (request, response) =>
        void text(request).then((body) =>
          response.end(
            JSON.stringify([request.method, request.headers['content-type'], request.headers.authorization, body]),
          ),
        ),
    );
    const { status, body } = await post(server, { authorization: 'Basic abc' });
    expect([status, JSON.parse(body.toString())]).toEqual([200, ['POST', FORM.type, 'Basic abc', FORM.text]]);
  });

  it('goes nowhere else when it is told to, with or without its body', async () => {
    const heard: string[] = [];
    const elsewhere = await serve((request, response) => {
      heard.push(request.method ?? '');
      response.end();
    });
    const server = await serve((_request, response) => response.writeHead(307, { location: elsewhere.url }).end());
    await expect(post(server)).rejects.toMatchObject({ kind: 'redirect' });
    expect(heard).toEqual([]);
  });

  it('is sent once, though the connection breaks', async () => {
    let asked = 0;
    const server = await serve((request) => {
      asked += 1;
      request.socket.destroy();
    });
    await expect(post(server)).rejects.toMatchObject({ kind: 'connect' });
    expect(asked).toBe(1);
  });
});
