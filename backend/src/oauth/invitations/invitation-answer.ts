/** An invitation as the API shows it: field by field, and nothing else. Pure. */
import { describeCode } from '../../core/connection-codes.js';
import type { ConnectionCode, PlatformWords } from '../../core/connection-codes.js';
import type { Invitation, InvitedPlatform } from './dto/invitation.responses.js';
import type { InvitationRow, InvitedRow } from './invitation.repository.js';
import { stateOf } from './invitation-state.js';

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

export function shownInvitation(row: InvitationRow, now: Date, words: (platform: string) => PlatformWords): Invitation {
  return {
    id: row.id,
    talentId: row.talentId,
    purpose: row.purpose,
    state: stateOf(row, now),
    platforms: row.platforms.map((one) => shownPlatform(one, words(one.platform))),
    language: row.language,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    sentAt: iso(row.sentAt),
    sentTo: row.sentTo,
    openedAt: iso(row.openedAt),
    startedAt: iso(row.startedAt),
    completedAt: iso(row.completedAt),
    revokedAt: iso(row.revokedAt),
  };
}

function shownPlatform(row: InvitedRow, words: PlatformWords): InvitedPlatform {
  const said = row.code === null ? null : describeCode(row.code as ConnectionCode, words);
  return {
    platform: row.platform,
    expectedHandle: row.expectedHandle,
    state: row.state,
    connectionId: row.connectionId,
    code: row.code,
    text: said?.text ?? null,
    action: said?.action ?? null,
    doneAt: iso(row.doneAt),
  };
}
