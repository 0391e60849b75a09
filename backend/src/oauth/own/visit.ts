/** One call from a talent's browser: what it asks by, what it is answered with, and where it came from. */
import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { RequestOrigin } from '../../core/request-origin.js';

export interface Visit {
  readonly request: Request;
  readonly response: Response;
  readonly origin: RequestOrigin;
}

export const CurrentVisit = createParamDecorator((_: unknown, context: ExecutionContext): Visit => {
  const http = context.switchToHttp();
  const request = http.getRequest<Request>();
  const origin = { requestId: request.requestId ?? null, address: request.ip ?? null };
  return { request, response: http.getResponse<Response>(), origin };
});
