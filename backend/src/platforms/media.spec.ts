import { encode } from 'fast-png';
import type { RequestListener } from 'node:http';
import { KeyedHash } from '../core/crypto/keyed-hash.js';
import { HttpClient } from '../core/http/http-client.js';
import { listen, type LocalServer } from '../core/http/testing/local-server.js';
import { CATALOGUE } from './catalogue.js';
import { MediaLinks } from './media-links.service.js';
import { MediaService } from './media.service.js';
import { PlatformRegistry } from './platform.registry.js';
import { SimulatedSettings } from './testing/simulated-network.js';
import { imagePng } from './simulation/images.js';

const PLATFORM = 'bluesky';
const KEYS = new KeyedHash({ appSecret: { reveal: () => Buffer.alloc(32, 7).toString('base64') } } as never);

function links(simulatorUrl: string): MediaLinks {
  const settings = new SimulatedSettings(simulatorUrl);
  const fetchers = CATALOGUE.map(({ descriptor }) => ({ platform: descriptor.id }) as never);
  return new MediaLinks(new PlatformRegistry(fetchers, [], settings), settings, KEYS);
}

const idOf = (link: string | null) => (link ?? '').replace('/api/v1/media/', '');

describe('MediaLinks', () => {
  const media = links('http://127.0.0.1:3900/sim');

  it('gives the same opaque link for the same picture, and reads it back', () => {
    const url = 'https://cdn.bsky.app/img/avatar/plain/did:plc:abc/cid@jpeg';
    const link = media.link(PLATFORM, url);
    expect(link).toMatch(/^\/api\/v1\/media\/[\w-]+\.[\w-]+$/);
    expect(media.link(PLATFORM, url)).toBe(link);
    expect(media.read(idOf(link))).toMatchObject({ url });
  });

  it.each([
    'https://evil.example/a.png',
    'https://bsky.app.evil.example/a.png',
    'http://cdn.bsky.app/a.png',
    'https://user@cdn.bsky.app/a.png',
    'https://cdn.bsky.app:8443/a.png',
    'http://127.0.0.1:3901/a.png',
    'https://bsky.app/a.png',
    'javascript:alert(1)',
    'no url',
    null,
  ])('gives no link for %p', (url) => {
    expect(media.link(PLATFORM, url)).toBeNull();
    expect(media.link('nowhere', url)).toBeNull();
  });

  it('links to the simulator while simulated', () => {
    expect(media.link(PLATFORM, 'http://127.0.0.1:3900/sim/a.png')).not.toBeNull();
  });

  it('reads no id but its own', () => {
    const id = idOf(media.link(PLATFORM, 'https://cdn.bsky.app/a.png'));
    const [payload = '', signature = ''] = id.split('.');
    const forged = Buffer.from(`${PLATFORM}\nhttps://cdn.bsky.app/b.png`).toString('base64url');
    for (const made of [
      '',
      '.',
      payload,
      `${payload}.`,
      `.${signature}`,
      `${forged}.${signature}`,
      `${id}.x`,
      `${payload}.${signature.slice(1)}`,
    ]) {
      expect(media.read(made)).toBeNull();
    }
  });
});

describe('MediaService', () => {
  let server: LocalServer;
  let http: HttpClient;
  let answer: RequestListener;

  beforeEach(async () => {
    server = await listen((request, response) => answer(request, response));
    http = new HttpClient();
  });
  afterEach(async () => {
    await http.onApplicationShutdown();
    await server.close();
  });

  function read(path = '/a.png') {
    const media = links(`${server.url}/sim`);
    return new MediaService(media, http).read(idOf(media.link(PLATFORM, `${server.url}${path}`)));
  }

  const send = (bytes: Buffer | string, headers: Record<string, string> = {}, status = 200): void => {
    answer = (_request, response) => response.writeHead(status, headers).end(bytes);
  };

  const png = Buffer.from(encode({ width: 1, height: 1, data: new Uint8Array(3), channels: 3 }));

  it('tells a picture by its bytes, not by what the server says', async () => {
    send(png, { 'content-type': 'text/html' });
    const image = await read();
    expect(image.type).toBe('image/png');
    expect(image.bytes.equals(png)).toBe(true);
    expect(image.etag).toMatch(/^"[\w-]{43}"$/);
  });

  it.each([
    ['image/jpeg', Buffer.from('ffd8ffe000104a46', 'hex')],
    ['image/gif', Buffer.from('GIF89a....')],
    ['image/webp', Buffer.from('RIFF\0\0\0\0WEBPVP8 ')],
    ['image/avif', Buffer.from('\0\0\0\x1cftypavif')],
  ])('knows %s', async (type, bytes) => {
    send(bytes);
    expect((await read()).type).toBe(type);
  });

  it.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['nothing', ''],
    ['a PDF', '%PDF-1.7'],
  ])('refuses %s that claims to be a picture', async (_what, body) => {
    send(body, { 'content-type': 'image/png' });
    await expect(read()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });

  it('says that a picture is gone, and that a platform is out of order', async () => {
    for (const status of [403, 404, 410]) {
      send('URL signature expired', {}, status);
      await expect(read()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    send('', {}, 500);
    await expect(read()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await expect(new MediaService(links(server.url), http).read('made-up.id')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('stops at 5 MB and at redirects off the list', async () => {
    send(Buffer.concat([png, Buffer.alloc(5 * 1024 * 1024)]));
    await expect(read()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', cause: { kind: 'too-large' } });
    send('', { location: 'http://127.0.0.1:1/' }, 302);
    await expect(read()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', cause: { kind: 'blocked-host' } });
  });

  it('passes on what simulators paint', async () => {
    send(Buffer.from(imagePng('photo', 'seed')));
    expect((await read()).type).toBe('image/png');
    expect(Buffer.from(imagePng('avatar', 'a')).equals(Buffer.from(imagePng('avatar', 'b')))).toBe(false);
  });
});
