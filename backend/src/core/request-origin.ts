/** Where a call came from: what audit keeps beside the actor. */
import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Principal } from './principal.js';

export interface RequestOrigin {
  readonly requestId: string | null;
  /** The client's address as the trusted proxies tell it. */
  readonly address: string | null;
}

/** Who asks, and from where: what every change is recorded with. */
export interface Caller {
  readonly principal: Principal;
  readonly origin: RequestOrigin;
}

export const NO_ORIGIN: RequestOrigin = { requestId: null, address: null };

export const Origin = createParamDecorator((_: unknown, context: ExecutionContext): RequestOrigin => {
  const request = context.switchToHttp().getRequest<Request>();
  return { requestId: request.requestId ?? null, address: request.ip ?? null };
});
