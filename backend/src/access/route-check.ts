/** Refuses to start while a route says neither what it asks of its callers nor that it asks nothing. */
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { PERMIT, PUBLIC } from '../core/principal.js';

type Handler = (...args: never[]) => unknown;

@Injectable()
export class RouteCheck implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const open = this.unguardedRoutes();
    if (open.length > 0) throw new Error(`These routes carry neither @Permit nor @Public: ${open.join(', ')}`);
  }

  unguardedRoutes(): string[] {
    return this.discovery.getControllers().flatMap(({ metatype, instance }) => {
      if (typeof metatype !== 'function' || typeof instance !== 'object' || instance === null) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, Handler>;
      return this.scanner
        .getAllMethodNames(prototype)
        .map((name) => ({ name, handler: prototype[name] }))
        .filter(({ handler }) => handler !== undefined && this.isUnguarded(handler, metatype))
        .map(({ name }) => `${metatype.name}.${name}`);
    });
  }

  private isUnguarded(handler: Handler, controller: Parameters<Reflector['get']>[1]): boolean {
    if (this.reflector.get<unknown>(PATH_METADATA, handler) === undefined) return false;
    return [PERMIT, PUBLIC].every(
      (mark) => this.reflector.getAllAndOverride<unknown>(mark, [handler, controller]) === undefined,
    );
  }
}
