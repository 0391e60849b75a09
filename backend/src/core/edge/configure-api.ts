/** Everything that stands between the socket and the controllers, in the order in which a request meets it. */
import { resolve } from 'node:path';
import compression from 'compression';
import type { NestApplicationOptions } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { Logger } from 'nestjs-pino';
import type { Config } from '../config/config.js';
import { ApiError } from '../errors.js';
import { accessLog } from '../logging/access-log.js';
import { LogContext } from '../logging/log-context.js';
import { AllowedOrigins } from './allowed-origins.js';
import { API_PREFIX, ApiDocument, setPaths } from './api-document.js';
import { consolePages } from './console.js';
import { cors, jsonOnly, knownMethods, sameSiteOnly } from './cross-site.js';
import { LargeBodies } from './large-body.js';
import { ProblemFilter } from './problem.filter.js';
import { requestId } from './request-id.js';
import { plainQuery } from './request-shape.js';
import { notStored, securityHeaders } from './security-headers.js';
import { validationPipe } from './validation.js';

/**
 * For `NestFactory.create`: the edge parses bodies itself, after it has looked at where they come from; and until the
 * logger is there, what stops a start is said by whoever started it, in one line.
 */
export const API_OPTIONS = { bodyParser: false, logger: false } as const satisfies NestApplicationOptions;

export interface EdgeOptions {
  /** Paths that something else mounted on this application answers, such as `/sim`. */
  readonly beside?: readonly string[];
  /** Where the built console lies. */
  readonly consoleFolder?: string;
}

const ROUTED = /^\/(?:api\/v1|api\/docs|api\/openapi\.json|health\/live|health\/ready)(?:\/|$)/i;
const OURS = /^\/(?:api|health)(?:\/|$)/i;
const HEADERS_WITHIN_MS = 15_000;
const REQUEST_WITHIN_MS = 30_000;

/** Call before `init` or `listen`. */
export function configureApi(app: NestExpressApplication, config: Config, options: EdgeOptions = {}): void {
  const origins = new AllowedOrigins(config);
  app.useLogger(app.get(Logger));
  app.set('trust proxy', config.values.TRUSTED_PROXIES.length > 0 ? config.values.TRUSTED_PROXIES : false);
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use(requestId, accessLog(app.get(LogContext)), securityHeaders(config), knownMethods, compression());
  const body = app.get(LargeBodies).others(API_PREFIX);
  app.use('/api', notStored, cors(origins), sameSiteOnly(origins), jsonOnly, plainQuery, body);
  app.use(...besideTheApi(options));
  setPaths(app);
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalPipes(validationPipe());
  app.get(ApiDocument).attach(app);
  limitSlowClients(app);
  app.enableShutdownHooks();
}

/** Whatever is not routed is the console's, a neighbour's, or nothing. */
function besideTheApi({ beside = [], consoleFolder = resolve('dist/frontend') }: EdgeOptions) {
  const isElsewhere = (path: string) =>
    ROUTED.test(path) || beside.some((own) => path === own || path.startsWith(`${own}/`));
  const nothing = (next: NextFunction) => next(new ApiError('NOT_FOUND', 'There is nothing at this address.'));
  const guarded = consolePages(consoleFolder).map(
    (handler) => (request: Request, response: Response, next: NextFunction) => {
      if (isElsewhere(request.path)) return next();
      if (OURS.test(request.path)) return nothing(next);
      return void handler(request, response, next);
    },
  );
  const end = (request: Request, _response: Response, next: NextFunction) =>
    isElsewhere(request.path) ? next() : nothing(next);
  return [...guarded, end] as const;
}

function limitSlowClients(app: NestExpressApplication): void {
  const server = app.getHttpServer();
  server.headersTimeout = HEADERS_WITHIN_MS;
  server.requestTimeout = REQUEST_WITHIN_MS;
}
