/** Accounts of talents who sign in: the role `talent`, bound to one talent, who sees nothing but their own. */
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditService } from '../audit/audit.service.js';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import { newId } from '../core/database/ids.js';
import { conflict, notFound } from '../core/errors.js';
import { actorId } from '../core/principal.js';
import type { Caller } from '../core/request-origin.js';
import { Me } from './dto/me.dto.js';
import type { MemberStatus } from './dto/staff.dto.js';
import { ErasureService } from './erasure.service.js';
import { assertAcceptable } from './passphrases.js';
import { StaffLinks } from './staff-links.service.js';
import { emailTaken, normalEmail } from './staff.service.js';
import type { TalentUser } from './talent-users.repository.js';
import { TalentUsersRepository } from './talent-users.repository.js';
import { TalentSignIn } from './talent-sign-in.js';

export { Me };

/** Whom an account is for, as the talents' floor knows them. */
export interface AccountFor {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly talentId: string;
  readonly name: string;
  readonly email: string;
}

export interface MadeTalentAccount {
  readonly member: Omit<TalentUser, 'hasPassphrase'>;
  readonly link: string;
  readonly expiresAt: Date;
}

@Injectable()
export class TalentAccounts implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly users: TalentUsersRepository,
    private readonly links: StaffLinks,
    private readonly signIn: TalentSignIn,
    private readonly audit: AuditService,
    private readonly erasure: ErasureService,
  ) {}

  /** Who forgets a talent forgets what was recorded of their sign-ins. */
  onModuleInit(): void {
    this.erasure.alsoForget(async (tx, agencyId, ids) => {
      const users = await this.users.ofTalents(tx, agencyId, ids);
      if (users.length > 0) await this.erasure.forget(tx, agencyId, users);
    });
  }

  /** An account without a passphrase, and the link by which the talent sets one. 409 where they sign in already. */
  invite(caller: Caller, of: AccountFor): Promise<MadeTalentAccount> {
    const { agencyId, talentId, name } = of;
    return this.inAgency(agencyId, async (tx) => {
      const there = await this.users.hold(tx, agencyId, talentId);
      if (there?.hasPassphrase)
        throw conflict(`${name} signs in already.`, {
          action: 'Who forgot a passphrase gets a new account: remove this one first.',
        });
      const member = await this.put(tx, of, there, 'invited');
      const made = await this.links.make(tx, {
        agencyId,
        userId: member.id,
        purpose: 'invite',
        createdBy: actorId(caller.principal),
      });
      await this.record(tx, caller, of, there ? 'talent.account_link_made' : 'talent.account_made');
      return { member, link: made.link, expiresAt: made.expiresAt };
    });
  }

  /** By the talent, who has proved who they are: signed in at once. 409 where they have an account, 422 by the policy. */
  async join(
    of: AccountFor,
    passphrase: string,
    caller: Caller,
    at: { readonly request: Request; readonly response: Response },
  ): Promise<Me> {
    assertAcceptable(passphrase, 'passphrase');
    const passwordHash = await this.signIn.hash(passphrase);
    const userId = await this.inAgency(of.agencyId, async (tx) => {
      const there = await this.users.hold(tx, of.agencyId, of.talentId);
      if (there?.hasPassphrase)
        throw conflict('You have an account already.', { action: 'Sign in with your e-mail and your passphrase.' });
      const { id } = await this.put(tx, of, there, 'active');
      await this.signIn.setPassphrase(tx, { agencyId: of.agencyId, id }, passwordHash);
      await this.record(tx, caller, of, 'talent.account_joined');
      return id;
    });
    return this.signIn.open({ ...of, email: normalEmail(of.email), userId, passwordHash }, caller.origin, at);
  }

  /** Gone, with every session of it. Removing what is not there changes nothing. */
  async remove(caller: Caller, talentId: string): Promise<void> {
    const { agencyId } = caller.principal;
    await this.database.inAgency(agencyId, async (tx) => {
      const name = await this.users.talentName(tx, agencyId, talentId);
      if (name === null) throw notFound('talent');
      const there = await this.users.hold(tx, agencyId, talentId);
      if (!there) return;
      await this.erasure.forget(tx, agencyId, [there.id]);
      await this.users.remove(tx, agencyId, there.id);
      await this.record(tx, caller, { talentId, name }, 'talent.account_removed');
    });
  }

  private async put(
    tx: Tx,
    of: AccountFor,
    there: TalentUser | null,
    status: MemberStatus,
  ): Promise<MadeTalentAccount['member']> {
    const { agencyId, talentId, name } = of;
    const member = { id: there?.id ?? newId(), name, email: normalEmail(of.email), status };
    await (there ? this.users.update(tx, agencyId, member) : this.users.insert(tx, { ...member, agencyId, talentId }));
    return member;
  }

  private async record(
    tx: Tx,
    { principal, origin }: Caller,
    { talentId: id, name }: Pick<AccountFor, 'talentId' | 'name'>,
    action: string,
  ): Promise<void> {
    await this.audit.record(tx, principal.agencyId, {
      actor: principal,
      origin,
      action,
      target: { type: 'talent', id, name },
    });
  }

  private async inAgency<T>(agencyId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.database.inAgency(agencyId, work);
    } catch (error) {
      throw emailTaken(error) ?? error;
    }
  }
}
