/** What leaves the house when something went wrong: RFC 9457, in words for people and codes for programs. */
import { HttpException } from '@nestjs/common';
import { isUnreachable } from '../database/database-errors.js';
import { API_CODES, ApiError } from '../errors.js';
import type { ApiCode, FieldProblem } from '../errors.js';

export const PROBLEM_TYPE = 'application/problem+json';

export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ApiCode;
  readonly detail: string;
  readonly requestId: string | null;
  readonly errors?: readonly FieldProblem[];
  readonly retryAfter?: number;
  readonly connectionCode?: string;
  readonly action?: string;
}

const UNAVAILABLE_RETRY_SECONDS = 5;

/** Refusals of the framework and the body parser, in our words: theirs may hold parts of the request. */
const BY_STATUS: Readonly<Record<number, readonly [ApiCode, string]>> = {
  400: ['REQUEST_INVALID', 'The request could not be read. Send valid JSON that matches the documented schema.'],
  401: ['UNAUTHENTICATED', 'Sign in, or send a valid API key.'],
  403: ['FORBIDDEN', 'You may not do this.'],
  404: ['NOT_FOUND', 'There is nothing at this address.'],
  405: ['REQUEST_INVALID', 'This address does not answer to this method. The Allow header names those it knows.'],
  409: ['CONFLICT', 'This conflicts with what is already there.'],
  413: ['REQUEST_INVALID', 'The request is too large: 100 KB is the limit.'],
  415: ['REQUEST_INVALID', 'Send the body as application/json in UTF-8, not compressed.'],
  422: ['REQUEST_INVALID', 'The request is understood but not acceptable.'],
  429: ['TOO_MANY_REQUESTS', 'Too many requests. Try again later.'],
  503: ['SERVICE_UNAVAILABLE', 'Rostrum is not available right now. Try again in a few seconds.'],
};

/** Any error as the one that may leave. What is unknown becomes INTERNAL with nothing of its own. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof HttpException) return ofStatus(error.getStatus(), error);
  if (isUnreachable(error)) {
    return new ApiError(
      'SERVICE_UNAVAILABLE',
      'Rostrum cannot reach its database right now. Try again in a few seconds.',
      {
        retryAfterSeconds: UNAVAILABLE_RETRY_SECONDS,
        cause: error,
      },
    );
  }
  return new ApiError('INTERNAL', 'Something went wrong on our side. Try again; if it stays, pass on the request id.', {
    cause: error,
  });
}

function ofStatus(status: number, cause: unknown): ApiError {
  const known = BY_STATUS[status];
  if (known) return new ApiError(known[0], known[1], { status, cause });
  if (status >= 400 && status < 500)
    return new ApiError('REQUEST_INVALID', 'The request is not valid.', { status, cause });
  return toApiError(cause instanceof HttpException ? new Error('unexpected status', { cause }) : cause);
}

export function problemDocument(error: ApiError, requestId: string | null): ProblemDocument {
  const { errors, retryAfterSeconds, connectionCode, action, extra } = error.details;
  return {
    ...extra,
    type: `urn:rostrum:problem:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title: API_CODES[error.code].title,
    status: error.status,
    code: error.code,
    detail: error.message,
    requestId,
    ...(errors ? { errors } : {}),
    ...(retryAfterSeconds === undefined ? {} : { retryAfter: retryAfterSeconds }),
    ...(connectionCode ? { connectionCode } : {}),
    ...(action ? { action } : {}),
  };
}
