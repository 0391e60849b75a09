/** What there is of a connection's tokens right now, with the access token opened. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import { Database } from '../../core/database/database.service.js';
import type { OAuthFacts } from '../../platforms/contract/descriptor.js';
import { PlatformError } from '../../platforms/contract/platform-error.js';
import { PlatformRegistry } from '../../platforms/platform.registry.js';
import { CredentialRepository } from './credential.repository.js';
import type { CredentialRow, Holder } from './credential.js';
import { TokenSeals } from './sealed-tokens.service.js';
import { canRefresh, standingOf } from './token-life.js';
import type { Standing } from './token-life.js';

export interface Seen {
  readonly row: CredentialRow;
  readonly standing: Standing;
  /** A refresh can be asked for. */
  readonly renewable: boolean;
  /** Has not run out. */
  readonly valid: boolean;
  readonly accessToken: string;
}

@Injectable()
export class StoredTokens {
  constructor(
    private readonly database: Database,
    private readonly rows: CredentialRepository,
    private readonly seals: TokenSeals,
    private readonly registry: PlatformRegistry,
    private readonly clock: Clock,
  ) {}

  /** Without opening anything; null where there is no consent to read by. */
  async find(of: Holder): Promise<CredentialRow | null> {
    const row = await this.database.readInAgency(of.agencyId, (reader) => this.rows.find(reader, of));
    return row && this.seen(row, '').standing !== 'lost' ? row : null;
  }

  /** Rejects with SealBroken. */
  look(of: Holder): Promise<Seen | null> {
    return this.database.readInAgency(of.agencyId, async (reader) => {
      const row = await this.rows.find(reader, of);
      return row && this.seen(row, await this.seals.access(reader, row));
    });
  }

  private seen(row: CredentialRow, accessToken: string): Seen {
    const [rules, now] = [this.rules(row.platform), this.clock.now()];
    const valid = row.expiresAt !== null && row.expiresAt > now;
    return { row, standing: standingOf(row, rules, now), renewable: canRefresh(row, rules, now), valid, accessToken };
  }

  private rules(platform: string): OAuthFacts['tokens'] {
    const { oauth } = this.registry.get(platform).descriptor;
    if (!oauth) throw new PlatformError('INPUT_PLATFORM_UNSUPPORTED', { note: 'no consent here' });
    return oauth.tokens;
  }
}
