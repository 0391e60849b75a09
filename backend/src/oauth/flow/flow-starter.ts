/** Who begins an authorization: a talent by a link, by its cookie, or signed in. Nobody can do it for them. */
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { AuthenticationService } from '../../access/authentication.service.js';
import { forbidden, unauthenticated } from '../../core/errors.js';
import type { Principal } from '../../core/principal.js';
import type { StartFlowBody } from './dto/flow.requests.js';
import { Visitors } from '../invitations/visitors.service.js';
import type { Visitor } from '../invitations/visitors.service.js';

export interface Starter {
  readonly agencyId: string;
  readonly talentId: string;
  readonly principal: Principal;
  readonly purpose: 'invitation' | 'account';
  readonly invitationId: string | null;
  readonly userId: string | null;
  /** Anything of their own, not only what a link asks for. */
  readonly free: boolean;
}

@Injectable()
export class FlowStarters {
  constructor(
    private readonly visitors: Visitors,
    private readonly authentication: AuthenticationService,
  ) {}

  /**
   * A link that is named counts more than one that was opened, and that more than a session, unless it is the page of
   * whoever is signed in that asks: the link may have been for somebody else.
   */
  async of(request: Request, { invitation, account }: Pick<StartFlowBody, 'invitation' | 'account'>): Promise<Starter> {
    if (account === true) return ofSession(await this.authentication.authenticate(request));
    const visitor =
      invitation === undefined ? await this.visitors.of(request) : await this.visitors.byToken(invitation);
    return visitor ? ofVisitor(visitor) : ofSession(await this.authentication.authenticate(request));
  }
}

function ofVisitor(visitor: Visitor): Starter {
  const { agencyId, agencyName, talentId, name, invitationId, rights } = visitor;
  const principal = { kind: 'invitation', agencyId, agencyName, talentId, name } as const;
  return {
    agencyId,
    talentId,
    principal,
    purpose: 'invitation',
    invitationId,
    userId: null,
    free: rights === 'manage',
  };
}

function ofSession(principal: Principal | null): Starter {
  if (!principal) throw unauthenticated();
  if (principal.kind !== 'staff' || principal.role !== 'talent' || !principal.talentId) throw forbidden(principal.kind);
  const { agencyId, talentId, userId } = principal;
  return { agencyId, talentId, principal, purpose: 'account', invitationId: null, userId, free: true };
}
