/**
 * Routes that take more than others do. Their bodies are read after the caller is known and may do this, not before:
 * nobody else can make us hold so much.
 */
import { applyDecorators, HttpException, Injectable, RequestMethod, SetMetadata, UseGuards } from '@nestjs/common';
import type { CanActivate, ExecutionContext, OnModuleInit } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { NextFunction, Request, Response } from 'express';
import { ApiError } from '../errors.js';
import { jsonBody, largeJsonBody } from './request-shape.js';

const LARGE_BODY = 'rostrum:large-body';
const TOO_LARGE = 413;

type Handler = (...args: never[]) => unknown;
type Reading = (request: Request, response: Response, next: NextFunction) => void;

/** A guard of the route itself comes after those of the whole application: nothing is read for a stranger. */
class LargeBodyGuard implements CanActivate {
  private readonly read: Reading;

  constructor(private readonly limit: string) {
    this.read = largeJsonBody(limit);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    await new Promise<void>((resolve, reject) =>
      this.read(http.getRequest(), http.getResponse(), (error?: unknown) =>
        error === undefined ? resolve() : reject(this.refusal(error)),
      ),
    );
    return true;
  }

  private refusal(error: unknown): Error {
    const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
    if (status !== TOO_LARGE) return new HttpException('The body could not be read', status, { cause: error });
    const message = `The request is too large: ${this.limit.toUpperCase().replace(/(\d)([A-Z])/, '$1 $2')} is the limit.`;
    return new ApiError('REQUEST_INVALID', message, {
      status: TOO_LARGE,
      errors: [{ field: 'body', message, code: 'too-large' }],
      cause: error,
    });
  }
}

/** `@LargeBody('2mb')`, on a route without parameters: its JSON may be so large, and NUL in it is the route's own to judge. */
export const LargeBody = (limit: string) =>
  applyDecorators(SetMetadata(LARGE_BODY, limit), UseGuards(new LargeBodyGuard(limit)));

@Injectable()
export class LargeBodies implements OnModuleInit {
  private readonly routes = new Set<string>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    for (const { metatype, instance } of this.discovery.getControllers()) {
      if (typeof metatype !== 'function' || typeof instance !== 'object' || instance === null) continue;
      const prototype = Object.getPrototypeOf(instance) as Record<string, Handler>;
      const resource = this.reflector.get<string>(PATH_METADATA, metatype);
      for (const name of this.scanner.getAllMethodNames(prototype)) this.note(resource, prototype[name]);
    }
  }

  /** Reads every body but those of the noted routes, which wait for their guard. */
  others(prefix: string): Reading {
    const read = jsonBody();
    return (request, response, next) => {
      const path = request.originalUrl.split('?')[0] ?? '';
      const route = `${request.method} ${path.toLowerCase().replace(`/${prefix}/`, '').replace(/\/$/, '')}`;
      if (this.routes.has(route)) return next();
      read(request, response, next);
    };
  }

  private note(resource: string, handler: Handler | undefined): void {
    if (!handler || this.reflector.get<unknown>(LARGE_BODY, handler) === undefined) return;
    const verb = RequestMethod[this.reflector.get<RequestMethod>(METHOD_METADATA, handler)] ?? '';
    const own = this.reflector.get<string>(PATH_METADATA, handler);
    this.routes.add(`${verb} ${[resource, own].join('/').replace(/\/+$/, '')}`);
  }
}
