/** What a visitor may do, as refusals. Pure. */
import { ApiError } from '../../core/errors.js';
import type { RequestOrigin } from '../../core/request-origin.js';
import type { Visitor } from '../invitations/visitors.service.js';
import type { OwnCaller } from './own-deeds.service.js';

export interface Manager extends OwnCaller {
  readonly principal: Visitor;
}

/** 401 where no link was opened in this browser, or its time is up. */
export function visitorIn(visitor: Visitor | null): Visitor {
  if (visitor) return visitor;
  throw new ApiError('UNAUTHENTICATED', 'This page was open for too long, or not by a link.', {
    action: 'Open your link once more.',
  });
}

/** 403 for who came by an invitation alone: whoever has it could have been sent it on. */
export function managerIn(visitor: Visitor, origin: RequestOrigin): Manager {
  if (visitor.rights === 'manage') return { principal: visitor, origin, talentId: visitor.talentId, via: 'link' };
  throw new ApiError('FORBIDDEN', 'This needs a fresh link, so that nobody does it but you.', {
    action: 'Ask for one here: it is mailed to you, and good for 15 minutes. Or sign in.',
  });
}
