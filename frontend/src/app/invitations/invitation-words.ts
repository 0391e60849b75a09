/** How invitations read: where each stands, and what came of its mail. */
import { accountName } from '../core/account-name';
import type { Invitation, InvitationMade, InvitedPlatform } from '../core/api/models';
import type { BadgeTone } from '../ui/badge';
import { plural } from '../ui/numbers';
import { shortDate } from '../ui/relative-time';

export interface StateWords {
  label: string;
  tone: BadgeTone;
  /** When it came to that; null where the date of making says it. */
  at: string | null;
}

export const LANGUAGES = { en: 'English', de: 'German', es: 'Spanish', fr: 'French' } as const;

/** Something can still come of it. */
export const isOpen = ({ state }: Invitation): boolean => state === 'sent' || state === 'opened' || state === 'started';

export function stateWords(of: Invitation): StateWords {
  switch (of.state) {
    case 'sent':
      return { label: of.sentAt ? 'Sent' : 'Link made', tone: 'busy', at: of.sentAt };
    case 'opened':
      return { label: 'Opened', tone: 'busy', at: of.openedAt };
    case 'started':
      return { label: 'Started', tone: 'busy', at: of.startedAt };
    case 'completed':
      return { label: 'Completed', tone: 'good', at: of.completedAt };
    case 'declined':
      return { label: 'Declined', tone: 'care', at: null };
    case 'expired':
      return { label: 'Expired', tone: 'rest', at: of.expiresAt };
    case 'revoked':
      return { label: 'Taken back', tone: 'rest', at: of.revokedAt };
  }
}

export function platformWords({ state, expectedHandle, code }: InvitedPlatform): string {
  if (state === 'connected') return 'connected';
  if (state === 'declined') return code === 'AUTH_REVOKED' ? 'withdrawn' : 'declined';
  return expectedHandle ? `asked for ${accountName(expectedHandle)}` : 'asked for';
}

/** What kind of link it is, how far the talent is, and until when there is time. */
export function aboutWords(of: Invitation): string[] {
  const progress = progressWords(of);
  return [
    ...(of.purpose === 'reconnect' ? ['To reconnect'] : []),
    ...(progress ? [progress] : []),
    ...(isOpen(of) ? [`good until ${shortDate(new Date(of.expiresAt))}`] : []),
  ];
}

/** "2 of 3 platforms connected", once there is something to count. */
function progressWords({ platforms }: Invitation): string | null {
  const connected = platforms.filter(({ state }) => state === 'connected').length;
  return connected === 0 || platforms.length === 1
    ? null
    : `${connected} of ${plural(platforms.length, 'platform')} connected`;
}

/** What the sender has to know about the mail; null where it went out. */
export function mailWords(mail: InvitationMade['mail'], name: string): string | null {
  switch (mail) {
    case 'sent':
    case 'not-asked':
      return null;
    case 'not-configured':
      return 'This server sends no mail yet. Copy the message and send it yourself.';
    case 'no-address':
      return `There is no e-mail address on ${name}’s page. Copy the message and send it yourself.`;
    case 'failed':
      return 'The mail server did not take the mail. Copy the message and send it yourself.';
  }
}
