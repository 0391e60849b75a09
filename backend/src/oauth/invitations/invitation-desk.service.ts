/** The making of links, one transaction's work at a time; whoever asks opens it, and mails after the commit. */
import { Injectable } from '@nestjs/common';
import { goesByName } from '../../core/account-name.js';
import { AuditService } from '../../audit/audit.service.js';
import type { FieldChange } from '../../audit/audit.service.js';
import type { Tx } from '../../core/database/database.service.js';
import { newId } from '../../core/database/ids.js';
import { conflict, notFound } from '../../core/errors.js';
import type { Author } from './author.js';
import type { Purpose } from './dto/invitation.responses.js';
import type { InvitationRow, NewInvited } from './invitation.repository.js';
import { InvitationRepository } from './invitation.repository.js';
import { stateOf } from './invitation-state.js';
import type { ConnectedAccount, InvitedTalent } from './invited-talent.repository.js';
import { InvitedTalentRepository } from './invited-talent.repository.js';
import { languageOf } from './languages.js';
import type { Language } from './languages.js';
import { LinkMaker } from './link-maker.service.js';
import { VisitRepository } from './visit.repository.js';

export interface Wanted {
  readonly talentId: string;
  readonly days?: number;
  readonly language?: Language;
  /** Handles as their platforms write them. */
  readonly platforms: readonly { readonly platform: string; readonly expectedHandle: string | null }[];
}

/** What was made, with the one sight of its link that there is. */
export interface DraftedLink {
  readonly invitationId: string;
  readonly purpose: Purpose;
  readonly link: string;
  readonly expiresAt: Date;
  readonly language: Language;
  readonly talent: InvitedTalent;
  readonly platforms: readonly NewInvited[];
}

@Injectable()
export class InvitationDesk {
  constructor(
    private readonly invitations: InvitationRepository,
    private readonly talents: InvitedTalentRepository,
    private readonly visits: VisitRepository,
    private readonly links: LinkMaker,
    private readonly audit: AuditService,
  ) {}

  /** A handle that nobody names is that of the one account that is connected there. */
  async draft(tx: Tx, author: Author, wanted: Wanted): Promise<DraftedLink> {
    const talent = await this.activeTalent(tx, author.agencyId, wanted.talentId);
    const known = await this.talents.connectedOf(tx, author.agencyId, talent.id);
    const platforms = wanted.platforms.map(({ platform, expectedHandle }) => ({
      platform,
      expectedHandle: expectedHandle ?? onlyHandle(known, platform),
      expectedAccountId: null,
    }));
    const language = wanted.language ?? languageOf(talent.locale);
    return this.insert(tx, author, { purpose: 'consent', talent, platforms, language, days: wanted.days });
  }

  /** Expects that very account; by its id where that was told by consent before, as ids of public data may be others. */
  async draftReconnect(tx: Tx, author: Author, connectionId: string): Promise<DraftedLink> {
    const account = await this.talents.connected(tx, author.agencyId, connectionId);
    if (!account) throw notFound('connection');
    if (account.control === 'archived')
      throw conflict('This profile is disconnected.', { action: 'Connect it again instead.' });
    const talent = await this.activeTalent(tx, author.agencyId, account.talentId);
    const { platform, handle, accountId, method } = account;
    const expected = { platform, expectedHandle: handle, expectedAccountId: method === 'OAUTH' ? accountId : null };
    const language = languageOf(talent.locale);
    const drafted = await this.insert(tx, author, { purpose: 'reconnect', talent, platforms: [expected], language });
    const of = { agencyId: author.agencyId, invitationId: drafted.invitationId };
    await this.invitations.setPlatform(tx, of, platform, { state: 'open', code: null, connectionId, doneAt: null });
    return drafted;
  }

  /** Rostrum's own link for a connection that was lost: the one that it made before, renewed, or a new one. */
  async reminder(tx: Tx, author: Author, connectionId: string): Promise<DraftedLink> {
    const open = await this.invitations.openReconnect(tx, author.agencyId, connectionId);
    return open === null ? this.draftReconnect(tx, author, connectionId) : this.renew(tx, author, open);
  }

  /** A new link, good as long as the first was. The old one is dead, and so is every browser that came by it. */
  async renew(tx: Tx, author: Author, id: string): Promise<DraftedLink> {
    const of = { agencyId: author.agencyId, invitationId: id };
    const row = await this.held(tx, of);
    const state = stateOf(row, this.links.now);
    if (state === 'revoked' || state === 'completed')
      throw conflict(state === 'revoked' ? 'This invitation was taken back.' : 'This invitation is completed.', {
        action: 'Make a new one.',
      });
    const talent = await this.activeTalent(tx, author.agencyId, row.talentId);
    const made = this.links.forDays(row.days);
    await this.invitations.replaceToken(tx, of, made.tokenHash, made.expiresAt);
    await this.visits.endAll(tx, author.agencyId, id);
    await this.record(tx, author, talent, 'invitation.renewed', [
      { field: 'expiresAt', before: row.expiresAt.toISOString(), after: made.expiresAt.toISOString() },
    ]);
    const { purpose, language, platforms } = row;
    return { invitationId: id, purpose, link: made.link, expiresAt: made.expiresAt, language, talent, platforms };
  }

  /** Taking back what is taken back changes nothing. */
  async revoke(tx: Tx, author: Author, id: string): Promise<void> {
    const of = { agencyId: author.agencyId, invitationId: id };
    const row = await this.held(tx, of);
    if (row.revokedAt !== null) return;
    await this.invitations.revoke(tx, of, this.links.now);
    await this.visits.endAll(tx, author.agencyId, id);
    await this.record(tx, author, await this.talent(tx, author.agencyId, row.talentId), 'invitation.revoked');
  }

  async talent(tx: Tx, agencyId: string, id: string): Promise<InvitedTalent> {
    const talent = await this.talents.find(tx, agencyId, id);
    if (!talent) throw notFound('talent');
    return talent;
  }

  private async activeTalent(tx: Tx, agencyId: string, id: string): Promise<InvitedTalent> {
    const talent = await this.talent(tx, agencyId, id);
    if (talent.status === 'archived')
      throw conflict(`${talent.name} is archived.`, { action: 'Take the talent back first.' });
    return talent;
  }

  private async insert(
    tx: Tx,
    author: Author,
    given: Pick<DraftedLink, 'purpose' | 'talent' | 'platforms' | 'language'> & { days?: number | undefined },
  ): Promise<DraftedLink> {
    const { purpose, talent, platforms, language, days } = given;
    const { link, ...times } = this.links.forDays(days);
    const id = newId();
    const by = { agencyId: author.agencyId, createdBy: author.id, createdByName: author.name };
    await this.invitations.insert(tx, { id, talentId: talent.id, purpose, language, ...by, ...times }, platforms);
    await this.record(tx, author, talent, 'invitation.created', [
      { field: 'purpose', before: null, after: purpose },
      { field: 'platforms', before: null, after: platforms.map(({ platform }) => platform) },
      { field: 'expiresAt', before: null, after: times.expiresAt.toISOString() },
    ]);
    return { invitationId: id, purpose, link, expiresAt: times.expiresAt, language, talent, platforms };
  }

  private async held(tx: Tx, of: { agencyId: string; invitationId: string }): Promise<InvitationRow> {
    const row = await this.invitations.hold(tx, of);
    if (!row) throw notFound('invitation');
    return row;
  }

  /** Of the talent, so that it is forgotten with them. */
  private async record(
    tx: Tx,
    { agencyId, actor, origin }: Author,
    { id, name }: InvitedTalent,
    action: string,
    fields: readonly FieldChange[] = [],
  ): Promise<void> {
    await this.audit.record(tx, agencyId, { actor, origin, action, target: { type: 'talent', id, name }, fields });
  }
}

/** Null where several accounts are connected there, as only people know which is meant; and where its platform tells no handle. */
function onlyHandle(known: readonly ConnectedAccount[], platform: string): string | null {
  const there = known.filter((one) => one.platform === platform);
  const handle = there.length === 1 ? there[0]?.handle : undefined;
  return handle === undefined || goesByName(handle) ? null : handle;
}
