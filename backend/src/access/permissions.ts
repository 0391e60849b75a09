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
  'invitation:read',
];
const WORK: readonly Permission[] = [
  'talent:write',
  'talent:delete',
  'connection:write',
  'connection:delete',
  'invitation:write',
];

/** What is one's own as a talent; nobody else's account has such a thing. */
const OWN: readonly Permission[] = ['own:read', 'own:write'];
const STAFF: readonly Permission[] = PERMISSIONS.filter((permission) => !OWN.includes(permission));

const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: STAFF,
  admin: STAFF.filter((permission) => permission !== 'agency:manage'),
  manager: ['session:self', ...LOOK, ...WORK],
  viewer: ['session:self', ...LOOK],
  talent: ['session:self', 'agency:read', ...OWN],
};

/** A key may do what its scopes say, together; no key signs out, manages staff or makes further keys. */
const SCOPE_PERMISSIONS: Readonly<Record<Scope, readonly Permission[]>> = { read: LOOK, write: WORK };

/** In the order of the list of permissions, each once. */
export function permissionsOf(principal: Principal): Permission[] {
  const granted = new Set(grantedTo(principal));
  return PERMISSIONS.filter((permission) => granted.has(permission));
}

function grantedTo(principal: Principal): readonly Permission[] {
  switch (principal.kind) {
    case 'staff':
      return ROLE_PERMISSIONS[principal.role];
    case 'api-key':
      return principal.scopes.flatMap((scope) => SCOPE_PERMISSIONS[scope]);
    case 'invitation':
      return [];
  }
}

export const isAllowed = (principal: Principal, permission: Permission): boolean =>
  permissionsOf(principal).includes(permission);
