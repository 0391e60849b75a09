/** Of each agency: a talent who signs in, and one who came by a link. */
import { aConsentedConnection, anInvitation, aVisit } from '../factories/consent.js';
import type { Rows } from '../factories/rows.js';

/** What one talent has who signs in, and another who came by a link. */
export async function aConsent(rows: Rows, agencyId: string, who: { talent: string; other: string; account: string }) {
  const { talent, other, account } = who;
  const pausedBy = async (talentId: string, by: string) => {
    const id = await aConsentedConnection(rows, agencyId, talentId, { control: 'paused', status: 'PAUSED' });
    await rows.query('UPDATE social_connection SET control_by = $2 WHERE id = $1', [id, by]);
    return id;
  };
  const invitation = await anInvitation(rows, agencyId, other);
  const ids = {
    own: await aConsentedConnection(rows, agencyId, talent),
    consent: await aConsentedConnection(rows, agencyId, other),
    ownPaused: await pausedBy(talent, account),
    visitPaused: await pausedBy(other, other),
    invitations: invitation.id,
  };
  const visit = await aVisit(rows, { agencyId, talentId: other, invitationId: invitation.id }, 'manage');
  return { ids, token: invitation.token, visit };
}
