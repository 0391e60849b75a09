/** Accounts of talents who sign in: the role `talent`, bound to one talent, who sees nothing but their own. */
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Caller, RequestOrigin } from '../core/request-origin.js';
import { Me } from './dto/me.dto.js';
import type { MemberStatus } from './dto/staff.dto.js';

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
  readonly member: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly status: MemberStatus;
  };
  readonly link: string;
  readonly expiresAt: Date;
}

const unfinished = () => Promise.reject(new Error('unfinished'));

@Injectable()
export class TalentAccounts {
  /** By staff: an account without a passphrase, and the link by which the talent sets one. */
  invite(_caller: Caller, _of: AccountFor): Promise<MadeTalentAccount> {
    return unfinished();
  }

  /** By the talent, who has proved who they are: an account with a passphrase, signed in. */
  join(
    _of: AccountFor,
    _passphrase: string,
    _origin: RequestOrigin,
    _at: { readonly request: Request; readonly response: Response },
  ): Promise<Me> {
    return unfinished();
  }

  /** The account is gone, and every session of it ends at once. */
  remove(_caller: Caller, _talentId: string): Promise<void> {
    return unfinished();
  }
}
