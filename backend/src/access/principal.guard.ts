/** The one gate of the API: finds out who calls, attaches the principal, and holds the route's permission against it. */
import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { forbidden, unauthenticated } from '../core/errors.js';
import { BACKGROUND, PERMIT, PUBLIC } from '../core/principal.js';
import type { Permission } from '../core/principal.js';
import { AuthenticationService } from './authentication.service.js';
import { DenialJournal } from './denial-journal.js';
import { isAllowed } from './permissions.js';

@Injectable()
export class PrincipalGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authentication: AuthenticationService,
    private readonly denials: DenialJournal,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, places)) return true;
    const request = context.switchToHttp().getRequest<Request>();
    const background = this.reflector.getAllAndOverride<boolean | undefined>(BACKGROUND, places);
    const principal = await this.authentication.authenticate(request, background);
    if (!principal) throw unauthenticated();
    request.principal = principal;
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(PERMIT, places);
    // A route that names no permission is refused to everybody; the check at boot makes sure that there is none.
    if (permission !== undefined && isAllowed(principal, permission)) return true;
    await this.denials.record(principal, permission ?? null, request);
    throw forbidden(principal.kind);
  }
}
