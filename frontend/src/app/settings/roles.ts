/** What the roles are, in words for whoever gives them. */
import type { StaffMember } from '../core/api/models';

export type StaffRole = 'owner' | 'admin' | 'manager' | 'viewer';

export interface RoleFacts {
  readonly role: StaffRole;
  readonly name: string;
  readonly may: string;
}

const ROLES: readonly RoleFacts[] = [
  { role: 'owner', name: 'Owner', may: 'Everything, with the agency itself and its owners.' },
  { role: 'admin', name: 'Admin', may: 'Everything but the agency’s name and its owners: staff, API keys, platforms.' },
  { role: 'manager', name: 'Manager', may: 'Adds and changes talents and their profiles, and imports them.' },
  { role: 'viewer', name: 'Viewer', may: 'Sees everything about talents and their profiles, and changes nothing.' },
];

export const roleName = (role: StaffMember['role']): string => ROLES.find((one) => one.role === role)?.name ?? role;

/** Only owners make owners. */
export const rolesToGive = (own: StaffMember['role'] | null): readonly RoleFacts[] =>
  own === 'owner' ? ROLES : ROLES.filter(({ role }) => role !== 'owner');
