/** What consent opened: kept, given back, or thrown away. Always in the transaction of what happened. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/database.service.js';
import type { TokenSet } from '../../platforms/contract/authorizer.js';
import { CredentialRepository } from './credential.repository.js';

/** What a platform gave, and to which app: `deployment:<platform>` or `agency:<id>`. */
export interface Grant {
  readonly platform: string;
  readonly appCredential: string;
  readonly tokens: TokenSet;
  readonly scopes: readonly string[];
  readonly missingScopes: readonly string[];
}

@Injectable()
export class Credentials {
  constructor(private readonly rows: CredentialRepository) {}

  /** New, or in place of the old. A grant without a refresh token leaves the one that is there. */
  store(tx: Tx, of: { agencyId: string; connectionId: string }, grant: Grant, at: Date): Promise<void> {
    return this.rows.pending(tx, of, grant, at);
  }

  /** From the commit on nobody can open these tokens but the revoker; where a platform takes none back, they are erased. */
  giveBack(tx: Tx, agencyId: string, connectionIds: readonly string[]): Promise<void> {
    return this.rows.pending(tx, agencyId, connectionIds);
  }

  /** Tokens that were never connected: a choice that nobody made. `ownerId` is whoever they are sealed for from now on. */
  discard(tx: Tx, agencyId: string, ownerId: string, grant: Grant): Promise<void> {
    return this.rows.pending(tx, agencyId, ownerId, grant);
  }
}
