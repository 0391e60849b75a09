/** Reads that the console repeats: the answer's own hash tells whether anything changed, so nothing stored can go stale. */
import { applyDecorators, UseInterceptors } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import { sha256 } from '../crypto/keyed-hash.js';

class PolledInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    return next.handle().pipe(map((answer: unknown) => tagged(http.getRequest(), http.getResponse(), answer)));
  }
}

/** The hashed text is the answer itself: a page is turned into JSON once. */
function tagged(request: Request, response: Response, answer: unknown): unknown {
  const text = JSON.stringify(answer ?? null);
  const tag = `W/"${sha256(text).subarray(0, 18).toString('base64url')}"`;
  response.setHeader('ETag', tag);
  response.setHeader('Cache-Control', 'private, no-cache');
  response.vary('Cookie').vary('Authorization');
  if (knows(request.get('if-none-match'), tag)) {
    response.status(304);
    return undefined;
  }
  response.type('json');
  return text;
}

const knows = (header: string | undefined, tag: string): boolean =>
  header?.split(',').some((known) => known.trim() === tag) ?? false;

/** `private, no-cache` with an ETag over the answer; 304 without a body when the caller already has it. */
export const Polled = () =>
  applyDecorators(
    UseInterceptors(new PolledInterceptor()),
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description: 'ETag of the answer you have; 304 if it still holds.',
    }),
    ApiResponse({ status: 304, description: 'Nothing changed since the answer with this ETag.' }),
  );
