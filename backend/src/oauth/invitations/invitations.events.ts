import { AgencyHint } from '../../core/events.js';

/** How invitations of these talents stand may have changed; published after the commit. */
export class InvitationsChanged extends AgencyHint {
  constructor(agencyId: string, talentIds: readonly string[]) {
    super(agencyId, 'invitations', talentIds);
  }
}
