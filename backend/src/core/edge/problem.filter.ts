/** The one door for errors: whatever was thrown, anywhere, leaves as a problem document. */
import { Catch, Logger, NotFoundException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ApiError } from '../errors.js';
import { allowedMethods } from './allowed-methods.js';
import { PROBLEM_TYPE, problemDocument, toApiError } from './problem.js';

@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger(ProblemFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const error = thrown instanceof NotFoundException ? unmatched(request, response) : toApiError(thrown);
    if (error.status >= 500) this.log.error({ err: error.cause ?? error, code: error.code }, 'A request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    send(response, error, request.requestId ?? null);
  }
}

/** No route answered: either the address is unknown, or it is known by other methods. */
function unmatched(request: Request, response: Response): ApiError {
  const allowed = allowedMethods(request);
  if (allowed.length === 0) return new ApiError('NOT_FOUND', 'There is nothing at this address.');
  response.setHeader('Allow', allowed.join(', '));
  return new ApiError('REQUEST_INVALID', `This address answers to ${allowed.join(', ')} only.`, { status: 405 });
}

function send(response: Response, error: ApiError, requestId: string | null): void {
  const body = problemDocument(error, requestId);
  response.locals['problemCode'] = body.code;
  response.setHeader('Cache-Control', 'no-store');
  response.removeHeader('ETag');
  if (body.retryAfter !== undefined) response.setHeader('Retry-After', String(body.retryAfter));
  response.status(body.status).type(PROBLEM_TYPE).send(JSON.stringify(body));
}
