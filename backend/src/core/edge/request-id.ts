/** Every request gets an id that its log lines, its audit entries and its answer share. */
import type { NextFunction, Request, Response } from 'express';
import { isId, newId } from '../database/ids.js';

export const REQUEST_ID_HEADER = 'X-Request-Id';

/** A caller's own id is taken over only if it is a UUID: anything else could pretend to be something in the logs. */
export function requestId(request: Request, response: Response, next: NextFunction): void {
  const given = request.get(REQUEST_ID_HEADER);
  request.requestId = given !== undefined && isId(given) ? given.toLowerCase() : newId();
  response.setHeader(REQUEST_ID_HEADER, request.requestId);
  next();
}
