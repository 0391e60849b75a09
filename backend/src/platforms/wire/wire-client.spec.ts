import type { RequestListener } from 'node:http';
import { z } from 'zod';
import { HttpClient } from '../../core/http/http-client.js';
import { listen, type LocalServer } from '../../core/http/testing/local-server.js';
import { CATALOGUE } from '../catalogue.js';
import type { PlatformDescriptor } from '../contract/descriptor.js';
import { PlatformError } from '../contract/platform-error.js';
import { SimulatedSettings } from '../testing/simulated-network.js';
import { platformEndpoint } from './platform-endpoint.js';
import { readCount, readDate, readLanguage, readShape, readText, readUrl } from './read-values.js';
import { WireClient, type WireAnswer } from './wire-client.js';

describe('WireClient', () => {
  let server: LocalServer;
  let http: HttpClient;
  let answer: RequestListener;

  beforeEach(async () => {
    server = await listen((request, response) => answer(request, response));
    http = new HttpClient({ timeouts: { headersMs: 200, totalMs: 1_000 } });
  });
  afterEach(async () => {
    await http.onApplicationShutdown();
    await server.close();
  });

  const get = (signal = new AbortController().signal): Promise<WireAnswer> => {
    const endpoint = { baseUrl: server.url, simulated: true, allow: { hosts: [], insecureHosts: [server.host] } };
    return new WireClient(http, endpoint).get({
      path: '/path',
      query: [
        ['q', 'a b&c'],
        ['q', 'é'],
      ],
      signal,
    });
  };
  const codeOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'answered',
      (error: unknown) => (error instanceof PlatformError ? error.code : error),
    );

  it('sends what it is given, encoded, and keeps every digit of what comes back', async () => {
    const asked: string[] = [];
    answer = (request, response) => {
      asked.push(request.url ?? '');
      response.end('{"id": 17841405822304914123}');
    };
    expect(await get()).toMatchObject({ status: 200, body: { id: '17841405822304914123' } });
    expect(asked).toEqual(['/path?q=a+b%26c&q=%C3%A9']);
  });

  it('gives an error answer that is not JSON without a body', async () => {
    answer = (_request, response) => response.writeHead(503).end('<html>');
    expect(await get()).toMatchObject({ status: 503, body: undefined });
  });

  it.each<[string, RequestListener]>([
    ['HTML', (_request, response) => response.end('<html>')],
    ['half an answer', (_request, response) => response.end('{"items": [')],
    ['bytes that are not UTF-8', (_request, response) => response.end(Buffer.from([0x22, 0xff, 0x22]))],
    ['an answer nested without end', (_request, response) => response.end('['.repeat(100_000))],
    ['a redirect', (_request, response) => response.writeHead(302, { location: 'https://example.org' }).end()],
    [
      'an answer too large',
      (_request, response) => response.writeHead(200, { 'content-length': '99999999' }).write('x'),
    ],
  ])('calls %s a changed contract', async (_what, listener) => {
    answer = listener;
    expect(await codeOf(get())).toBe('PLATFORM_CONTRACT_CHANGED');
  });

  it('tells silence, refusal and interruption apart', async () => {
    answer = () => undefined;
    expect(await codeOf(get())).toBe('SYNC_TIMEOUT');
    expect(await codeOf(get(AbortSignal.abort()))).toBe('WORKER_LOST');
    answer = (request) => request.socket.destroy();
    expect(await codeOf(get())).toBe('PLATFORM_UNAVAILABLE');
  });
});

describe('platformEndpoint', () => {
  const descriptor = CATALOGUE.find(({ descriptor: { id } }) => id === 'bluesky')?.descriptor as PlatformDescriptor;
  const SIM = 'http://127.0.0.1:3900/sim';

  it.each([
    [undefined, `${SIM}/bluesky/xrpc`],
    ['https://public.api.bsky.app/xrpc/', `${SIM}/bluesky/xrpc`],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000/xrpc'],
    ['http://127.0.0.1:4000/xrpc/', 'http://127.0.0.1:4000/xrpc'],
  ])('while simulated, %p leads to %p', (configured, baseUrl) => {
    const settings = new SimulatedSettings(SIM, configured === undefined ? {} : { BLUESKY_BASE_URL: configured });
    const endpoint = platformEndpoint(descriptor, settings);
    expect(endpoint).toMatchObject({ baseUrl, simulated: true, allow: { insecureHosts: [new URL(baseUrl).host] } });
  });
});

describe('read values', () => {
  it.each([
    [undefined, null],
    [null, null],
    [7, 7],
    ['42', 42],
    ['-1', -1],
    ['4.2', Number.NaN],
    ['', Number.NaN],
    [true, Number.NaN],
    [{}, Number.NaN],
  ])('a count of %p is %p', (raw, count) => {
    expect(readCount(raw)).toBe(count);
  });

  it.each([
    ['2026-11-20T12:00:00Z', '2026-11-20T12:00:00.000Z'],
    ['2026-11-20T12:00:00.1Z', '2026-11-20T12:00:00.100Z'],
    ['2026-11-20T12:00:00.123456789Z', '2026-11-20T12:00:00.123Z'],
    ['2026-11-20T12:00:00+0200', '2026-11-20T10:00:00.000Z'],
    ['2026-11-20T12:00:00-02:30', '2026-11-20T14:30:00.000Z'],
    ['2026-11-20 12:00', '2026-11-20T12:00:00.000Z'],
    ['2026-13-45T12:00:00Z', undefined],
    ['yesterday', undefined],
    [1_700_000_000, undefined],
    [undefined, undefined],
  ])('a date of %p is %p', (raw, date) => {
    expect(readDate(raw)?.toISOString()).toBe(date);
  });

  it('takes blank texts, odd links and odd languages for missing', () => {
    expect([readText(' \n'), readText(undefined), readText(' x ')]).toEqual([null, null, ' x ']);
    expect([readUrl('javascript:x'), readUrl('//x'), readUrl('https://x.org/y')]).toEqual([
      null,
      null,
      'https://x.org/y',
    ]);
    expect([readLanguage('pt-BR'), readLanguage('i-klingon'), readLanguage('x'.repeat(99))]).toEqual([
      'pt-BR',
      null,
      null,
    ]);
  });

  it('names the place where a form differs, never what stands there', () => {
    const shape = z.object({ items: z.array(z.object({ id: z.string() })) });
    expect(() => readShape(shape, { items: [{ id: 'a' }, { id: 12345 }] }, '/path')).toThrow(
      'PLATFORM_CONTRACT_CHANGED: /path: unknown form at "items.1.id"',
    );
  });
});
