/** Writes new tokens down, before anybody uses them: what is lost between the platform's answer and this is lost for good. */
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import { isUnreachable } from '../../core/database/database-errors.js';
import { Database } from '../../core/database/database.service.js';
import type { Tx } from '../../core/database/database.service.js';
import type { TokenSet } from '../../platforms/contract/authorizer.js';
import { CredentialRepository } from './credential.repository.js';
import type { CredentialRow } from './credential.js';
import { Credentials } from './credentials.service.js';
import { TokenSeals } from './sealed-tokens.service.js';

/** A database that is away for a moment costs no token. */
const PAUSES_MS = [100, 300, 1_000, 2_000, 4_000, 8_000];

@Injectable()
export class RenewedTokens {
  private readonly log = new Logger(RenewedTokens.name);

  constructor(
    private readonly database: Database,
    private readonly rows: CredentialRepository,
    private readonly seals: TokenSeals,
    private readonly credentials: Credentials,
    private readonly clock: Clock,
  ) {}

  /** In place of those that are held. Where these were given back or replaced meanwhile, nobody gets the new ones. */
  async keep(held: CredentialRow, tokens: TokenSet): Promise<void> {
    for (const ms of PAUSES_MS) {
      try {
        return await this.write(held, tokens);
      } catch (error) {
        if (!isUnreachable(error)) throw error;
        await pause(ms);
      }
    }
    return this.write(held, tokens);
  }

  private write(held: CredentialRow, tokens: TokenSet): Promise<void> {
    return this.database.inAgency(held.agencyId, async (tx) => {
      const sealed = await this.seals.seal(tx, held, tokens, this.clock.now());
      if (!(await this.rows.renew(tx, held, sealed))) await this.setAside(tx, held, tokens);
    });
  }

  /** Disconnected while the platform answered: these are given back as the old ones were. */
  private async setAside(tx: Tx, held: CredentialRow, tokens: TokenSet): Promise<void> {
    const { platform, appCredential, accountIds, agencyId, connectionId } = held;
    if (await this.rows.find(tx, held)) {
      this.log.warn({ connectionId, message: 'New tokens came too late: others are in their place' });
      return;
    }
    await this.credentials.discard(tx, agencyId, connectionId, {
      platform,
      appCredential,
      accountIds,
      tokens,
      scopes: [],
      missingScopes: [],
    });
  }
}
