import type { InvitationPrincipal } from '../../core/principal.js';

/** A talent who came by a link. */
export interface Visitor extends InvitationPrincipal {
  readonly invitationId: string | null;
  /** `manage`: came by a fresh link, at most 15 minutes ago. */
  readonly rights: 'see' | 'manage';
}
