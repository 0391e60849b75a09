/** Which tokens would die if nobody looked after them, by each platform's rules. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import { Database } from '../../core/database/database.service.js';
import { PlatformRegistry } from '../../platforms/platform.registry.js';
import { CredentialRepository } from './credential.repository.js';
import { TokenUpkeepRepository } from './upkeep.repository.js';
import type { DueToken, KeepRule } from './upkeep.repository.js';

/** Platforms forget refresh tokens that nobody uses; the shortest such time is a few months. */
const UNUSED_DAYS = 30;
/** A refresh token's last days: a refresh may bring a younger one. */
const LAST_DAYS = 7;
/** For what cannot even be tried. */
const POSTPONE_MS = 600_000;

@Injectable()
export class DueTokens {
  constructor(
    private readonly database: Database,
    private readonly upkeep: TokenUpkeepRepository,
    private readonly credentials: CredentialRepository,
    private readonly registry: PlatformRegistry,
    private readonly clock: Clock,
  ) {}

  find(limit: number): Promise<DueToken[]> {
    const wish = { now: this.clock.now(), unusedDays: UNUSED_DAYS, lastDays: LAST_DAYS, limit };
    const rules = this.rules();
    return this.database.asWorker((tx) => this.upkeep.toRefresh(tx, rules, wish));
  }

  async postpone({ generation, ...of }: DueToken): Promise<void> {
    const until = new Date(this.clock.now().getTime() + POSTPONE_MS);
    await this.database.inAgency(of.agencyId, (tx) => this.credentials.postpone(tx, of, generation, until));
  }

  private rules(): KeepRule[] {
    return this.registry.list().flatMap(({ descriptor: { id, oauth } }) => {
      const { refresh, marginSeconds } = oauth?.tokens ?? { refresh: 'none', marginSeconds: 0 };
      return refresh === 'none' ? [] : [{ platform: id, refresh, marginSeconds }];
    });
  }
}
