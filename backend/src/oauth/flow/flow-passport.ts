/** Runs a request through its platform's strategy. Platforms are those of the registry; names never come from outside. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ExecutionContext, OnApplicationShutdown } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { Request, Response } from 'express';
import passport from 'passport';
import { AuthorizePages } from '../../platforms/authorize-pages.service.js';
import { PlatformError } from '../../platforms/contract/platform-error.js';
import { PlatformRegistry } from '../../platforms/platform.registry.js';
import { RedirectUris } from '../../platforms/redirect-uri.service.js';
import { registerStrategy } from './flow-strategy.js';
import type { Passage, Passed } from './passage.js';

/** Where passport leaves what it found: nowhere that anybody could take it for who is signed in. */
const PROPERTY = 'authorization';

interface Lane {
  readonly name: string;
  readonly guard: { canActivate(context: ExecutionContext): unknown };
}

@Injectable()
export class FlowPassport implements OnApplicationShutdown {
  private readonly lanes = new Map<string, Lane>();
  private readonly passages = new WeakMap<object, Passage>();

  constructor(registry: PlatformRegistry, pages: AuthorizePages, uris: RedirectUris) {
    for (const { descriptor, authorizer, scopes } of registry.list()) {
      const { id, oauth } = descriptor;
      if (!authorizer || !oauth) continue;
      const name = `${id}#${randomUUID()}`; // two applications in one process must not take each other's
      const facts = {
        name,
        authorizePage: pages.of(descriptor, oauth),
        redirectUri: uris.of(id),
        scopes: scopes.map((scope) => scope.name),
        scopeSeparator: oauth.scopeSeparator,
        pkce: oauth.pkce === 'S256',
      };
      registerStrategy(facts, this.passages);
      this.lanes.set(id, { name, guard: new (guardFor(name))() });
    }
  }

  onApplicationShutdown(): void {
    for (const { name } of this.lanes.values()) passport.unuse(name);
  }

  /** Rejects with what the passage's own deeds rejected with. */
  async run(platformId: string, request: Request, response: Response, passage: Passage): Promise<Passed> {
    const lane = this.lanes.get(platformId);
    if (!lane) throw new PlatformError('INPUT_PLATFORM_UNSUPPORTED', { note: 'no consent here' });
    this.passages.set(request, passage);
    const carrier = request as Request & { [PROPERTY]?: Passed };
    try {
      await lane.guard.canActivate(contextOf(request, response));
      return carrier[PROPERTY] ?? null;
    } finally {
      Reflect.deleteProperty(carrier, PROPERTY);
      this.passages.delete(request);
    }
  }
}

function guardFor(name: string) {
  return class FlowGuard extends AuthGuard(name) {
    override getAuthenticateOptions() {
      return { session: false, property: PROPERTY };
    }

    /** Passport's own would turn every refusal, a talent's no included, into a 401. */
    override handleRequest<T>(error: unknown, passed: T): T {
      if (error) throw reasonOf(error);
      return passed;
    }
  };
}

/** Passport wraps what our token client rejects with. */
function reasonOf(error: unknown): Error {
  const inner = error instanceof Error && 'oauthError' in error ? error.oauthError : error;
  return inner instanceof Error ? inner : new Error('Passport failed without an error', { cause: error });
}

const contextOf = (request: Request, response: Response): ExecutionContext =>
  ({ switchToHttp: () => ({ getRequest: () => request, getResponse: () => response }) }) as unknown as ExecutionContext;
