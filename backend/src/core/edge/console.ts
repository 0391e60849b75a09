/** Serves the built console: hashed files for ever, its page fresh and with a nonce of its own. */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { static as staticFiles } from 'express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { pagePolicy } from './security-headers.js';

const NONCE_PLACE = '__CSP_NONCE__';
/** Eight characters after a dash, with a capital or a digit among them: `main-Ab3dEf_h.js`, but not `my-portrait.png`. */
const HASHED = /-(?=[\w-]*[A-Z0-9][\w-]*\.)[\w-]{8}\.\w+$/;
const FOR_EVER = 'public, max-age=31536000, immutable';
const COMPRESSED = '.br';
const NOT_BUILT =
  'The console is not built yet. Run "npm run build", then reload this page. The API answers under /api/v1.\n';

export function consolePages(folder: string): RequestHandler[] {
  const files = staticFiles(folder, {
    index: false,
    redirect: false,
    setHeaders: (response: Response, path: string) => {
      const cache = HASHED.test(path) ? FOR_EVER : 'no-cache';
      response.setHeader('Cache-Control', cache);
    },
  });
  return [
    unless(isPage, compressedFiles(folder)),
    unless(isPage, files),
    (request, response, next) => void page(folder, request, response, next),
  ];
}

/** Hashed files that the build has compressed beside the plain ones, for browsers that take them so. */
function compressedFiles(folder: string): RequestHandler {
  const files = staticFiles(folder, {
    index: false,
    redirect: false,
    setHeaders: (response: Response, path: string) => {
      response.type(extname(path.slice(0, -COMPRESSED.length)));
      response.setHeader('Content-Encoding', 'br');
      response.setHeader('Cache-Control', FOR_EVER);
      response.vary('Accept-Encoding');
    },
  });
  return (request, response, next) => {
    if (!HASHED.test(request.path) || !request.acceptsEncodings('br')) return next();
    const { url } = request;
    request.url = request.path + COMPRESSED;
    void files(request, response, (error?: unknown) => {
      request.url = url;
      next(error);
    });
  };
}

const isPage = (request: Request): boolean => request.path === '/' || request.path === '/index.html';

function unless(test: (request: Request) => boolean, handler: RequestHandler): RequestHandler {
  return (request, response, next) => (test(request) ? next() : void handler(request, response, next));
}

/** Browsers ask for HTML by name when a person goes somewhere; whoever takes anything gets the front page only. */
const isNavigation = (request: Request): boolean =>
  isPage(request) || (request.get('accept')?.includes('text/html') ?? false);

/** Any address that a person navigates to is the console's to show; a missing file is missing. */
async function page(folder: string, request: Request, response: Response, next: NextFunction): Promise<void> {
  if (!/^(GET|HEAD)$/.test(request.method) || !isNavigation(request)) return next();
  try {
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    const nonce = pagePolicy(response);
    response.setHeader('Cache-Control', 'no-cache');
    response.type('html').send(html.replaceAll(NONCE_PLACE, nonce));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return next(error);
    response.status(503).type('text/plain').send(NOT_BUILT);
  }
}
