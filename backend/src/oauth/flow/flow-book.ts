/** Authorizations as they begin and are taken: each kept once, with what proves it sealed, and taken once. */
import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import { Clock } from '../../core/clock.js';
import { sha256 } from '../../core/crypto/keyed-hash.js';
import { Database } from '../../core/database/database.service.js';
import type { Tx } from '../../core/database/database.service.js';
import { tooMany } from '../../core/errors.js';
import type { RequestOrigin } from '../../core/request-origin.js';
import { Vault } from '../vault/vault.service.js';
import type { Goal } from './flow-goals.js';
import { FlowNews } from './flow-news.js';
import { FlowRepository } from './flow.repository.js';
import type { FlowRow } from './flow.repository.js';
import type { Starter } from './flow-starter.js';

export interface Beginning extends Goal {
  readonly id: string;
  readonly platform: string;
  readonly starter: Starter;
  readonly app: { readonly id: string; readonly clientId: string };
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** Of the browser; kept as a digest. */
  readonly binding: string;
  readonly expiresAt: Date;
  readonly origin: RequestOrigin;
}

/** A talent who taps "Connect" again and again has no more under way than these. */
const MOST_OPEN = 20;
const WAIT_SECONDS = 600;

/** 256 random bits. */
export const secret = (): string => randomBytes(32).toString('base64url');

@Injectable()
export class FlowBook {
  constructor(
    private readonly database: Database,
    private readonly flows: FlowRepository,
    private readonly vault: Vault,
    private readonly news: FlowNews,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Answers with the state parameter, of which only a digest is kept. */
  async begin(beginning: Beginning, verifier: string | null): Promise<string> {
    const { agencyId, talentId } = beginning.starter;
    const state = secret();
    await this.database.inAgency(agencyId, async (tx) => {
      await this.insert(tx, beginning, verifier, state);
      await this.record(tx, beginning);
    });
    this.news.tell({ agencyId, talentId, invitationId: beginning.invitationId });
    return state;
  }

  /** The verifier it was begun with, or true without one; null where somebody was faster, or its time is up. */
  take(flow: FlowRow): Promise<string | true | null> {
    const { agencyId, id: ownerId, verifier } = flow;
    return this.database.inAgency(agencyId, async (tx) => {
      const opened = verifier ? await this.vault.open(tx, { agencyId, ownerId, kind: 'pkce' }, verifier) : true;
      return (await this.flows.consume(tx, agencyId, ownerId, this.clock.now())) ? opened : null;
    });
  }

  async byState(state: string): Promise<FlowRow | null> {
    const found = await this.database.readOutside((reader) => this.flows.byState(reader, sha256(state)));
    return found && this.find(found.agencyId, found.flowId);
  }

  /** For the browser whose binding this is. */
  async bound(id: string, bindingHash: Buffer): Promise<FlowRow | null> {
    const found = await this.database.readOutside((reader) => this.flows.bound(reader, id, bindingHash));
    return found && this.find(found.agencyId, id);
  }

  find(agencyId: string, id: string): Promise<FlowRow | null> {
    return this.database.readInAgency(agencyId, (reader) => this.flows.find(reader, agencyId, id));
  }

  private async insert(
    tx: Tx,
    { starter, app, binding, ...rest }: Beginning,
    verifier: string | null,
    state: string,
  ): Promise<void> {
    const { agencyId, talentId, purpose, userId } = starter;
    const now = this.clock.now();
    if ((await this.flows.open(tx, agencyId, talentId, now)) >= MOST_OPEN)
      throw tooMany('Too many sign-ins are under way. Finish one of them, or wait a few minutes.', WAIT_SECONDS);
    const sealed =
      verifier === null ? null : await this.vault.seal(tx, { agencyId, ownerId: rest.id, kind: 'pkce' }, verifier);
    await this.flows.insert(tx, {
      ...rest,
      agencyId,
      talentId,
      purpose,
      userId,
      stateHash: sha256(state),
      bindingHash: sha256(binding),
      verifier: sealed,
      appCredential: app.id,
      clientId: app.clientId,
      createdAt: now,
    });
  }

  private async record(tx: Tx, { starter, platform, origin, invitationId }: Beginning): Promise<void> {
    const { agencyId, talentId, principal } = starter;
    await this.news.started(tx, { agencyId, talentId, invitationId });
    await this.audit.record(tx, agencyId, {
      actor: principal,
      origin,
      action: 'consent.started',
      target: { type: 'talent', id: talentId, name: principal.name },
      fields: [{ field: 'platform', before: null, after: platform }],
    });
  }
}
