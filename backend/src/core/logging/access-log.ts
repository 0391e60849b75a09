/** One line a request: who asked for what and how it ended. Never bodies, headers or query strings. */
import type { NextFunction, Request, Response } from 'express';
import { actorId } from '../principal.js';
import type { LogContext } from './log-context.js';

const CONNECTION_PATH = /\/connections\/([0-9a-f]{8}-[0-9a-f-]{27})(?:\/|$)/i;

export const accessLog = (context: LogContext) => (request: Request, response: Response, next: NextFunction) => {
  const path = request.originalUrl.split('?')[0] ?? '';
  const connectionId = CONNECTION_PATH.exec(path)?.[1];
  const started = performance.now();
  context.run({ requestId: request.requestId, ...(connectionId ? { connectionId } : {}) }, () => {
    const log = context.logger;
    Object.assign(request, { log }); // where nestjs-pino looks for it
    response.once('close', () => {
      const level = levelOf(path, response);
      if (level !== null) log[level](lineOf(path, request, response, started), 'request');
    });
    next();
  });
};

function lineOf(path: string, request: Request, response: Response, started: number): object {
  return {
    method: request.method,
    path,
    status: response.statusCode,
    ms: Math.round(performance.now() - started),
    ...(request.principal ? { actor: actorId(request.principal) } : {}),
    ...(response.locals['problemCode'] ? { code: response.locals['problemCode'] as string } : {}),
    ...(response.writableFinished ? {} : { aborted: true }),
  };
}

/** Health checks and files of the console that were served well are noise. */
function levelOf(path: string, { statusCode }: Response): 'error' | 'warn' | 'info' | null {
  if (path.startsWith('/health/')) return null;
  if (statusCode >= 500) return 'error';
  if (statusCode === 401 || statusCode === 403 || statusCode === 429) return 'warn';
  return statusCode >= 400 || path.startsWith('/api/') ? 'info' : null;
}
