/** How the fake Google APIs say that something is wrong. */
import type { Response } from 'express';
import type { FaultDialect } from '../../simulation/fault-answers.js';
import type { LimitDialect } from '../../simulation/limits/simulated-limits.js';
import { nextPacificMidnight } from './pacific-time.js';

interface Problem {
  readonly status: number;
  readonly message: string;
  readonly reason: string;
  readonly domain: string;
  readonly details?: readonly unknown[];
  /** Google's own word for the status. */
  readonly word?: string;
}

export function fail(response: Response, { status, message, reason, domain, details, word }: Problem): void {
  response.status(status).json({
    error: {
      code: status,
      message,
      errors: [{ message, domain, reason }],
      ...(word ? { status: word } : {}),
      ...(details ? { details } : {}),
    },
  });
}

export const invalid = (response: Response, reason: string, message: string): void =>
  fail(response, { status: 400, message, reason, domain: 'youtube.parameter' });

export const errorInfo = (reason: string): unknown => ({
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason,
  domain: 'googleapis.com',
});

export const dialect: FaultDialect = {
  rateLimited: (response, until) => {
    const seconds = Math.max(1, Math.ceil((until.getTime() - Number(response.locals['now'])) / 1_000));
    response.set('retry-after', String(seconds));
    fail(response, { status: 403, message: 'Rate Limit Exceeded', reason: 'rateLimitExceeded', domain: 'usageLimits' });
  },
  failed: (response) =>
    fail(response, { status: 500, message: 'Backend Error', reason: 'backendError', domain: 'global' }),
  unavailable: (response) =>
    void response.status(503).type('html').send('<html><title>Error 503 (Service Unavailable)</title></html>'),
};

const quotaClass = (path: string): string | null => {
  if (path === '/v2/reports') return 'analytics';
  if (path.endsWith('/videos:batchGetStats')) return 'stats';
  return path.startsWith('/youtube/v3/') ? 'units' : null;
};

/** Units of the whole project, whoever asks, until midnight in Los Angeles; nothing tells how many are left. */
export const limits: LimitDialect = {
  window: 'fixed',
  endOf: nextPacificMidnight,
  draw: ({ path }) => {
    const endpointClass = quotaClass(path);
    return endpointClass === null ? null : { endpointClass, holder: 'project' };
  },
  refuse: (response) =>
    fail(response, {
      status: 403,
      message: 'The request cannot be completed because you have exceeded your quota.',
      reason: 'quotaExceeded',
      domain: 'youtube.quota',
    }),
};
