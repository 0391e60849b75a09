/** Who may do what to whom on the staff, as a table of refusals. Pure; the facts were read under a lock. */
import { ApiError, conflict } from '../core/errors.js';
import type { Role } from '../core/principal.js';
import type { StaffChange } from './staff.repository.js';
import type { MemberStatus } from './dto/staff.dto.js';

export interface Deed {
  /** Whoever acts, and whether they are an active owner at this moment. */
  readonly actorId: string;
  readonly actorOwns: boolean;
  readonly member: {
    readonly id: string;
    readonly role: Role;
    readonly status: MemberStatus;
    readonly hasPassphrase: boolean;
  };
}

const onlyOwners = () =>
  new ApiError('FORBIDDEN', 'Only owners can make somebody an owner, or change what an owner is. Ask one.');

/** 403 unless an active owner acts, wherever an owner is concerned. */
export function assertMayConcern(roles: readonly (Role | undefined)[], actorOwns: boolean): void {
  if (roles.includes('owner') && !actorOwns) throw onlyOwners();
}

/** What really changes; throws where that is not allowed. An agency keeps an owner, because the acting one stays one. */
export function allowedChange({ actorId, actorOwns, member }: Deed, wanted: StaffChange): StaffChange {
  assertMayConcern([member.role, wanted.role], actorOwns);
  const role = wanted.role === member.role ? undefined : wanted.role;
  const status = statusAfter(member, wanted.status);
  if (member.id === actorId && role) throw conflict('You cannot change your own role. Ask another owner or admin.');
  if (member.id === actorId && status) throw conflict('You cannot disable yourself. Ask another owner or admin.');
  return { ...(wanted.name && { name: wanted.name }), ...(role && { role }), ...(status && { status }) };
}

/** Who is enabled again without ever having set a passphrase is invited again. */
function statusAfter({ status, hasPassphrase }: Deed['member'], wanted?: MemberStatus): MemberStatus | undefined {
  if (wanted === undefined || wanted === status) return undefined;
  if (wanted === 'disabled') return 'disabled';
  if (status === 'invited')
    throw conflict('This person has not accepted the invitation yet. Send them a new link instead.');
  return hasPassphrase ? 'active' : 'invited';
}

export function assertMayHaveLink({ actorId, actorOwns, member }: Deed): void {
  assertMayConcern([member.role], actorOwns);
  if (member.id === actorId)
    throw conflict('A link is for somebody else. Change your own passphrase in Settings, Account.');
  if (member.status === 'disabled') throw conflict('This person is disabled. Enable them first, then make a link.');
}
