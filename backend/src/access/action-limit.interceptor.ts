/** Holds routes marked @Costly() to the limit of whoever calls. Inside idempotency: an answer given again costs nothing. */
import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import { COSTLY } from '../core/costly.js';
import type { Weigh } from '../core/costly.js';
import { ActionLimit } from './action-limit.js';

@Injectable()
export class ActionLimitInterceptor implements NestInterceptor {
  constructor(
    private readonly limit: ActionLimit,
    private readonly reflector: Reflector,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const weigh = this.reflector.get<Weigh | undefined>(COSTLY, context.getHandler());
    const request = context.switchToHttp().getRequest<Request>();
    if (weigh && request.principal) await this.limit.pass(request.principal, weigh(request.body));
    return next.handle();
  }
}
