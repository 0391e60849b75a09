/** Inviting people, and changing what they are: each deed under a lock on the person and the owners, each with its record. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import type { AuditEntry, FieldChange } from '../audit/audit.service.js';
import { Clock } from '../core/clock.js';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import { newId } from '../core/database/ids.js';
import { conflict, notFound } from '../core/errors.js';
import { actorId } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import type { Caller } from '../core/request-origin.js';
import type {
  InviteStaffBody,
  StaffInvitation,
  StaffLinkAnswer,
  StaffMember,
  UpdateStaffBody,
} from './dto/staff.dto.js';
import { ErasureService } from './erasure.service.js';
import { shownMember } from './staff-member.js';
import { allowedChange, assertMayConcern, assertMayHaveLink } from './staff-rules.js';
import { StaffLinks } from './staff-links.service.js';
import type { MadeLink } from './staff-links.service.js';
import { StaffRepository } from './staff.repository.js';
import type { HeldMember, StaffChange } from './staff.repository.js';
import { emailTaken, normalEmail } from './staff.service.js';

@Injectable()
export class StaffMembersService {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffRepository,
    private readonly links: StaffLinks,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly erasure: ErasureService,
  ) {}

  /** 409 when the e-mail is taken, in whichever agency. They cannot sign in before they have used the link. */
  async invite(caller: Caller, body: InviteStaffBody): Promise<StaffInvitation> {
    const { agencyId } = caller.principal;
    const id = newId();
    const { name, role } = body;
    const email = normalEmail(body.email);
    try {
      return await this.database.inAgency(agencyId, async (tx) => {
        const { owners } = await this.staff.hold(tx, agencyId, id);
        assertMayConcern([role], owners.includes(actorId(caller.principal)));
        const createdAt = this.clock.now();
        await this.staff.createUser(tx, {
          id,
          agencyId,
          email,
          name,
          role,
          status: 'invited',
          passwordHash: null,
          createdAt,
        });
        const made = await this.links.make(tx, {
          agencyId,
          userId: id,
          purpose: 'invite',
          createdBy: actorId(caller.principal),
        });
        await this.record(tx, caller, { id, name }, 'staff.invited', [
          { field: 'email', before: null, after: email },
          { field: 'role', before: null, after: role },
        ]);
        return { member: await this.shown(tx, agencyId, id), ...shownLink(made) };
      });
    } catch (error) {
      throw emailTaken(error) ?? error;
    }
  }

  /** An invitation for who has not accepted yet, a link to set a new passphrase for everybody else. */
  makeLink(caller: Caller, id: string): Promise<StaffLinkAnswer> {
    return this.withMember(caller.principal, id, async (tx, member, actorOwns) => {
      const createdBy = actorId(caller.principal);
      assertMayHaveLink({ actorId: createdBy, actorOwns, member });
      const purpose = member.status === 'invited' ? 'invite' : 'reset';
      const made = await this.links.make(tx, { agencyId: caller.principal.agencyId, userId: id, purpose, createdBy });
      await this.record(tx, caller, member, 'staff.link_made', [{ field: 'purpose', before: null, after: purpose }]);
      return shownLink(made);
    });
  }

  /** Counts at once, in all processes: every request reads who its caller is. */
  change(caller: Caller, id: string, body: UpdateStaffBody): Promise<StaffMember> {
    const { agencyId } = caller.principal;
    return this.withMember(caller.principal, id, async (tx, member, actorOwns) => {
      const change = allowedChange({ actorId: actorId(caller.principal), actorOwns, member }, body);
      if (Object.keys(change).length > 0) await this.staff.update(tx, agencyId, id, change);
      if (change.status === 'disabled') await this.staff.endAccess(tx, { agencyId, id }, this.clock.now());
      // Whoever made a link may have kept it, and need not be an owner.
      if (change.role === 'owner') await this.links.withdraw(tx, agencyId, id);
      for (const { action, field } of deedsOf(member, change)) await this.record(tx, caller, member, action, [field]);
      return this.shown(tx, agencyId, id);
    });
  }

  /** Takes back an invitation: the person is forgotten, and their link works no more. */
  remove(caller: Caller, id: string): Promise<void> {
    const { agencyId } = caller.principal;
    return this.withMember(caller.principal, id, async (tx, member, actorOwns) => {
      assertMayConcern([member.role], actorOwns);
      if (member.hasPassphrase)
        throw conflict(
          'Only invitations can be taken back. Disable this person instead: what they did keeps their name.',
        );
      const talents = await this.staff.talentsOf(tx, agencyId, id);
      if (talents > 0)
        throw conflict(`This person is in charge of talents (${String(talents)}). Put somebody else in charge first.`);
      await this.staff.remove(tx, agencyId, id);
      await this.erasure.forget(tx, agencyId, [id]);
      await this.record(tx, caller, { id, name: null }, 'staff.invitation_withdrawn');
    });
  }

  private withMember<T>(
    principal: Principal,
    id: string,
    work: (tx: Tx, member: HeldMember, actorOwns: boolean) => Promise<T>,
  ): Promise<T> {
    const { agencyId } = principal;
    return this.database.inAgency(agencyId, async (tx) => {
      const { member, owners } = await this.staff.hold(tx, agencyId, id);
      if (!member) throw notFound('member of the staff');
      return work(tx, member, owners.includes(actorId(principal)));
    });
  }

  private async shown(tx: Tx, agencyId: string, id: string): Promise<StaffMember> {
    const row = await this.staff.findById(tx, agencyId, id, this.clock.now());
    if (!row) throw notFound('member of the staff');
    return shownMember(row);
  }

  private async record(
    tx: Tx,
    { principal, origin }: Caller,
    { id, name }: { id: string; name: string | null },
    action: string,
    fields: readonly FieldChange[] = [],
  ): Promise<void> {
    const entry: AuditEntry = { actor: principal, origin, action, target: { type: 'staff', id, name }, fields };
    await this.audit.record(tx, principal.agencyId, entry);
  }
}

const shownLink = ({ link, expiresAt }: MadeLink): StaffLinkAnswer => ({ link, expiresAt: expiresAt.toISOString() });

/** One record for each thing that changed. */
function deedsOf(before: HeldMember, change: StaffChange): { action: string; field: FieldChange }[] {
  const field = (name: 'name' | 'role' | 'status') => ({
    field: name,
    before: before[name],
    after: change[name] ?? null,
  });
  return [
    ...(change.name && change.name !== before.name ? [{ action: 'staff.renamed', field: field('name') }] : []),
    ...(change.role ? [{ action: 'staff.role_changed', field: field('role') }] : []),
    ...(change.status
      ? [{ action: change.status === 'disabled' ? 'staff.disabled' : 'staff.enabled', field: field('status') }]
      : []),
  ];
}
