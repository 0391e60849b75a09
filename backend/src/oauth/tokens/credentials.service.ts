/** What consent opened: kept, given back, or thrown away. Always in the transaction of what happened. */
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Departures } from '../../connections/departures.service.js';
import { Clock } from '../../core/clock.js';
import type { Tx } from '../../core/database/database.service.js';
import type { TokenSet } from '../../platforms/contract/authorizer.js';
import { PlatformRegistry } from '../../platforms/platform.registry.js';
import { CredentialRepository } from './credential.repository.js';
import { RevocationRepository } from './revocation.repository.js';
import { TokenSeals } from './sealed-tokens.service.js';

/** What a platform gave, and to which app: `deployment:<platform>` or `agency:<id>`. */
export interface Grant {
  readonly platform: string;
  readonly appCredential: string;
  readonly tokens: TokenSet;
  readonly scopes: readonly string[];
  readonly missingScopes: readonly string[];
  /** The accounts that it opens, by the platform's ids; empty where nobody has got to know them. */
  readonly accountIds: readonly string[];
}

const GIVE_UP_MS = 24 * 3600_000;

@Injectable()
export class Credentials implements OnModuleInit {
  constructor(
    private readonly rows: CredentialRepository,
    private readonly revocations: RevocationRepository,
    private readonly seals: TokenSeals,
    private readonly registry: PlatformRegistry,
    private readonly departures: Departures,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.departures.join((tx, agencyId, connectionIds) => this.giveBack(tx, agencyId, connectionIds));
  }

  /** New, or in place of the old. A grant without a refresh token leaves the one that is there. */
  async store(tx: Tx, of: { agencyId: string; connectionId: string }, grant: Grant, at: Date): Promise<void> {
    const holder = { ...of, platform: grant.platform };
    const sealed = await this.seals.seal(tx, holder, grant.tokens, at);
    const { scopes, missingScopes } = grant;
    await this.rows.put(tx, holder, grant, { ...sealed, scopes, missingScopes });
  }

  /** From the commit on nobody can open these tokens but the revoker; where a platform takes none back, they are erased. */
  async giveBack(tx: Tx, agencyId: string, connectionIds: readonly string[]): Promise<void> {
    if (connectionIds.length === 0) return;
    const revocable = this.registry.list().filter(({ authorizer }) => authorizer?.revoke);
    await this.revocations.moveHere(tx, agencyId, connectionIds, {
      revocable: revocable.map(({ descriptor }) => descriptor.id),
      ...this.times(),
    });
  }

  /** Tokens that were never connected: a choice that nobody made. `ownerId` is whoever they are sealed for from now on. */
  async discard(tx: Tx, agencyId: string, ownerId: string, grant: Grant): Promise<void> {
    const { platform, appCredential, accountIds, tokens } = grant;
    if (!this.registry.find(platform)?.authorizer?.revoke) return;
    const times = this.times();
    const of = { agencyId, connectionId: ownerId };
    const sealed = await this.seals.seal(tx, { ...of, platform }, tokens, times.at);
    await this.revocations.add(tx, of, { ...sealed, platform, appCredential, accountIds }, times);
  }

  private times(): { at: Date; giveUpAt: Date } {
    const at = this.clock.now();
    return { at, giveUpAt: new Date(at.getTime() + GIVE_UP_MS) };
  }
}
