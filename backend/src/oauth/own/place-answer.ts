/** Facts into the place that a talent sees: field by field, and nothing else. Pure. */
import type { ConnectionResponse } from '../../connections/connection-view.service.js';
import { maskedAddress } from '../../core/mail/mailer.js';
import type { DataKind, OAuthFacts } from '../../platforms/contract/descriptor.js';
import type { RegisteredPlatform } from '../../platforms/platform.registry.js';
import { TEXT_VERSION } from '../invitations/consent-text.js';
import type { InvitationRow, InvitedRow } from '../invitations/invitation.repository.js';
import { stateOf } from '../invitations/invitation-state.js';
import { languageOf } from '../invitations/languages.js';
import type { Place, PlaceConnection, PlacePlatform, PlaceState, Rights } from './dto/place.response.js';
import type { PlaceTalent } from './place.repository.js';

export interface PlaceFacts {
  readonly talent: PlaceTalent;
  readonly rights: Rights;
  readonly invitation: InvitationRow | null;
  readonly platforms: readonly { readonly platform: RegisteredPlatform; readonly canAsk: boolean }[];
  readonly connections: readonly ConnectionResponse[];
  readonly mailConfigured: boolean;
  readonly now: Date;
}

type Offered = PlaceFacts['platforms'][number];

export function placeOf(facts: PlaceFacts): Place {
  const { talent, rights, invitation, now } = facts;
  const shown = facts.platforms.filter((offered) => isShown(offered, facts));
  return {
    agencyName: talent.agencyName,
    talentName: talent.name,
    language: invitation?.language ?? languageOf(talent.locale),
    rights,
    invitation: invitation && {
      purpose: invitation.purpose,
      state: stateOf(invitation, now),
      expiresAt: invitation.expiresAt.toISOString(),
    },
    mail: { configured: facts.mailConfigured, to: talent.email === null ? null : maskedAddress(talent.email) },
    hasAccount: talent.hasAccount,
    textVersion: TEXT_VERSION,
    platforms: shown.flatMap((offered) => platformOf(offered, facts)),
  };
}

/** A link shows what it asks for; who manages sees whatever can be asked for, and whatever is connected. */
function isShown({ platform, canAsk }: Offered, { rights, invitation, connections }: PlaceFacts): boolean {
  const { id } = platform.descriptor;
  if (invitation?.platforms.some((one) => one.platform === id)) return true;
  return rights === 'manage' && (canAsk || connections.some((one) => one.platform === id));
}

function platformOf(offered: Offered, facts: PlaceFacts): PlacePlatform[] {
  const { descriptor, scopes } = offered.platform;
  const { oauth } = descriptor;
  if (!oauth) return [];
  const invited = facts.invitation?.platforms.find(({ platform }) => platform === descriptor.id) ?? null;
  const there = facts.connections.filter(({ platform }) => platform === descriptor.id);
  const connections = facts.rights === 'manage' ? there : there.filter(isConsented);
  return [
    {
      platform: descriptor.id,
      name: descriptor.name,
      icon: { ...descriptor.icon },
      state: placeState(offered.canAsk, invited, there),
      expectedHandle: invited?.expectedHandle ?? null,
      reads: distinct(scopes.flatMap(({ reads }) => reads)),
      removal: removalOf(oauth),
      code: invited?.code ?? null,
      text: null,
      action: null,
      connections: connections.map(shownConnection),
    },
  ];
}

/** What counts is what is connected now, not what an invitation once led to. */
function placeState(canAsk: boolean, invited: InvitedRow | null, there: readonly ConnectionResponse[]): PlaceState {
  if (there.some(isConsented)) return 'connected';
  if (!canAsk) return 'unavailable';
  return invited?.state === 'declined' ? 'declined' : 'open';
}

const isConsented = ({ consent }: ConnectionResponse): boolean => consent !== null && consent.state !== 'revoked';

const removalOf = ({ removal: { where, url } }: OAuthFacts) => ({ where, url });

function shownConnection(row: ConnectionResponse): PlaceConnection {
  return {
    id: row.id,
    handle: row.handle,
    displayName: row.profile?.displayName ?? null,
    avatarUrl: row.profile?.avatarUrl ?? null,
    status: row.status,
    paused: row.control?.state === 'paused',
    lastReadAt: row.lastSyncAt,
    ...consentOf(isConsented(row) ? row.consent : null),
  };
}

type ConsentPart = Pick<PlaceConnection, 'connectedAt' | 'endsAt' | 'missing' | 'matched' | 'needsReconnect'>;

function consentOf(consent: ConnectionResponse['consent']): ConsentPart {
  if (!consent) return { connectedAt: null, endsAt: null, missing: [], matched: null, needsReconnect: false };
  return {
    connectedAt: consent.grantedAt,
    endsAt: consent.expiresAt,
    missing: distinct(consent.missing.flatMap(({ reads }) => reads)),
    matched: consent.matched,
    needsReconnect: consent.state === 'reauth_required',
  };
}

const distinct = (kinds: readonly DataKind[]): DataKind[] => [...new Set(kinds)];

/** Of an account that no talent belongs to. */
export const nobodysPlace = (agencyName: string, talentName: string): Place => ({
  agencyName,
  talentName,
  language: languageOf(null),
  rights: 'manage',
  invitation: null,
  mail: { configured: false, to: null },
  hasAccount: true,
  textVersion: TEXT_VERSION,
  platforms: [],
});
