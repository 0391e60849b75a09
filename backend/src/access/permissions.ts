/** Who may what: the one table. Owners do everything, admins everything but the agency itself and its owners. */
import type { Permission, Principal, Role, Scope } from '../core/principal.js';
import { PERMISSIONS } from '../core/principal.js';

const LOOK: readonly Permission[] = [
  'agency:read',
  'staff:read',
  'talent:read',
  'connection:read',
  'activity:read',
  'platform:read',
];
const WORK: readonly Permission[] = ['talent:write', 'talent:delete', 'connection:write', 'connection:delete'];

const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: PERMISSIONS,
  admin: PERMISSIONS.filter((permission) => permission !== 'agency:manage'),
  manager: ['session:self', ...LOOK, ...WORK],
  viewer: ['session:self', ...LOOK],
  talent: ['session:self', 'agency:read'],
};

/** A key may do what its scopes say, together; no key signs out, manages staff or makes further keys. */
const SCOPE_PERMISSIONS: Readonly<Record<Scope, readonly Permission[]>> = { read: LOOK, write: WORK };

/** In the order of the list of permissions, each once. */
export function permissionsOf(principal: Principal): Permission[] {
  const granted =
    principal.kind === 'staff'
      ? new Set(ROLE_PERMISSIONS[principal.role])
      : new Set(principal.scopes.flatMap((scope) => SCOPE_PERMISSIONS[scope]));
  return PERMISSIONS.filter((permission) => granted.has(permission));
}

export const isAllowed = (principal: Principal, permission: Permission): boolean =>
  permissionsOf(principal).includes(permission);
