/** Who acts, and what a route asks of them. The guard that enforces it lives in access. */
import { applyDecorators, createParamDecorator, SetMetadata } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Request } from 'express';
import { unauthenticated } from './errors.js';

export const ROLES = ['owner', 'admin', 'manager', 'viewer', 'talent'] as const;
export type Role = (typeof ROLES)[number];
export const SCOPES = ['read', 'write'] as const;
export type Scope = (typeof SCOPES)[number];

export const PERMISSIONS = [
  'session:self',
  'agency:read',
  'agency:manage',
  'staff:read',
  'staff:manage',
  'api-key:manage',
  'talent:read',
  'talent:write',
  'talent:delete',
  'connection:read',
  'connection:write',
  'connection:delete',
  'activity:read',
  'platform:read',
  'platform:check',
  'invitation:read',
  'invitation:write',
  'app-credential:manage',
  'own:read',
  'own:write',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export interface StaffPrincipal {
  readonly kind: 'staff';
  readonly agencyId: string;
  readonly agencyName: string;
  readonly userId: string;
  readonly sessionId: string;
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  /** Whom somebody with the role `talent` is; they see nothing but their own. */
  readonly talentId?: string | null;
}

export interface ApiKeyPrincipal {
  readonly kind: 'api-key';
  readonly agencyId: string;
  readonly agencyName: string;
  readonly keyId: string;
  readonly scopes: readonly Scope[];
  readonly name: string;
}

/** A talent who came by a link, without an account here. Routes for them are public and find them out by themselves. */
export interface InvitationPrincipal {
  readonly kind: 'invitation';
  readonly agencyId: string;
  readonly agencyName: string;
  readonly talentId: string;
  /** The talent's. */
  readonly name: string;
}

export type Principal = StaffPrincipal | ApiKeyPrincipal | InvitationPrincipal;

/** The id that audit and idempotency keep. */
export function actorId(principal: Principal): string {
  switch (principal.kind) {
    case 'staff':
      return principal.userId;
    case 'api-key':
      return principal.keyId;
    case 'invitation':
      return principal.talentId;
  }
}

declare module 'express' {
  interface Request {
    principal?: Principal;
    requestId?: string;
  }
}

export const PERMIT = 'rostrum:permit';
export const PUBLIC = 'rostrum:public';
export const BACKGROUND = 'rostrum:background';

/** What a caller needs for this route. Every route carries this or `@Public()`; a test walks them all. */
export const Permit = (permission: Permission) =>
  applyDecorators(SetMetadata(PERMIT, permission), ApiExtension('x-permission', permission));

/** A route for callers that nobody knows yet. */
export const Public = () => applyDecorators(SetMetadata(PUBLIC, true), ApiExtension('x-public', true));

/** A route that browsers call by themselves and cannot mark so: it keeps no idle session alive. */
export const Background = () => SetMetadata(BACKGROUND, true);

export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<Request>();
  if (!principal) throw unauthenticated();
  return principal;
});
