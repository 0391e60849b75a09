import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import request from 'supertest';
import { startEdge } from './testing/edge-app.js';
import type { EdgeApp } from './testing/edge-app.js';

let edge: EdgeApp;
let folder: string;
const server = () => request(edge.app.getHttpServer());

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'console-'));
  writeFileSync(
    join(folder, 'index.html'),
    '<html><script nonce="__CSP_NONCE__"></script><style nonce="__CSP_NONCE__"></style></html>',
  );
  writeFileSync(join(folder, 'main-ABCD1234.js'), `console.log(${'1'.repeat(3000)})`);
  writeFileSync(join(folder, 'main-ABCD1234.js.br'), brotliCompressSync('as the build compressed it'));
  writeFileSync(join(folder, 'chunk-BenGc0M_.js'), '1');
  writeFileSync(join(folder, 'my-portrait.svg'), '<svg/>');
  writeFileSync(join(folder, 'robots.txt'), 'User-agent: *');
  edge = await startEdge({}, { consoleFolder: folder, beside: ['/sim'] });
});
afterAll(async () => {
  await edge.app.close();
  rmSync(folder, { recursive: true });
});

describe('the console', () => {
  it('comes with a nonce of its own each time', async () => {
    const pages = [await server().get('/'), await server().get('/talents/1').set('accept', 'text/html')];
    const nonces = pages.map(({ headers, text }) => {
      const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1];
      expect(text).toBe(`<html><script nonce="${nonce ?? ''}"></script><style nonce="${nonce ?? ''}"></style></html>`);
      expect(headers['cache-control']).toBe('no-cache');
      return nonce;
    });
    expect(new Set(nonces).size).toBe(2);
  });

  it('keeps hashed files for ever, compressed, and others not', async () => {
    const { headers } = await server().get('/main-ABCD1234.js').set('accept-encoding', 'gzip').expect(200);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-encoding']).toBe('gzip');
    const cacheOf = async (path: string) => (await server().get(path).expect(200)).headers['cache-control'];
    expect(await cacheOf('/chunk-BenGc0M_.js')).toBe('public, max-age=31536000, immutable');
    expect(await cacheOf('/my-portrait.svg')).toBe('no-cache');
    expect(await cacheOf('/robots.txt')).toBe('no-cache');
  });

  it('is sent as the build has compressed it to browsers that take it so', async () => {
    const { headers, text } = await server()
      .get('/main-ABCD1234.js?v=1')
      .set('accept-encoding', 'gzip, br')
      .expect(200);
    expect(text).toBe('as the build compressed it');
    expect(headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    });
    const plain = await server().get('/main-ABCD1234.js').set('accept-encoding', 'identity').expect(200);
    expect([plain.headers['content-encoding'], plain.text.slice(0, 7)]).toEqual([undefined, 'console']);
    expect((await server().get('/chunk-BenGc0M_.js').set('accept-encoding', 'br').expect(200)).text).toBe('1');
  });

  it('does not answer in the place of others', async () => {
    await server()
      .get('/api/v1/nothing')
      .set('accept', 'text/html')
      .expect(404)
      .expect('content-type', /problem/);
    await server().post('/talents').set('accept', 'text/html').expect(404);
    expect((await server().get('/sim/x').set('accept', 'text/html')).text).not.toContain('nonce=');
    await server().get('/..%2f..%2fetc%2fpasswd').expect(404);
  });

  it('says so when it is not built', async () => {
    const bare = await startEdge({}, { consoleFolder: join(folder, 'missing') });
    const { text } = await request(bare.app.getHttpServer())
      .get('/')
      .expect(503)
      .expect('content-type', /text\/plain/);
    expect(text).toContain('npm run build');
    await bare.app.close();
  });
});
