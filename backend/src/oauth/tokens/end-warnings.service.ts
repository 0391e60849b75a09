/** Consents that end at a date: the talent is told before, in good time, and the connection when it is over. */
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import { Database } from '../../core/database/database.service.js';
import { PlatformRegistry } from '../../platforms/platform.registry.js';
import type { CredentialRow, Holder } from './credential.js';
import { EndNews } from './end-news.service.js';
import { Losses } from './losses.service.js';
import { endStandingOf, WARNINGS } from './token-life.js';
import type { EndStanding } from './token-life.js';
import { TokenUpkeepRepository } from './upkeep.repository.js';

const BATCH = 200;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

@Injectable()
export class EndWarnings {
  private readonly log = new Logger(EndWarnings.name);

  constructor(
    private readonly database: Database,
    private readonly rows: TokenUpkeepRepository,
    private readonly news: EndNews,
    private readonly losses: Losses,
    private readonly registry: PlatformRegistry,
    private readonly clock: Clock,
  ) {}

  /** All that end soon. Each is looked at again under its lock, so that two workers tell nobody twice. */
  async run(): Promise<void> {
    let after: string | undefined = FIRST_ID;
    while (after !== undefined) {
      const wish = { now: this.clock.now(), days: WARNINGS[0], after, limit: BATCH };
      const found: Holder[] = await this.database.asWorker((tx) => this.rows.ending(tx, wish));
      for (const of of found) await this.see(of);
      after = found.length < BATCH ? undefined : found.at(-1)?.connectionId;
    }
  }

  /** One bad row spoils no batch. */
  private async see(of: Holder): Promise<void> {
    try {
      const over = await this.news.tell(of, (row) => this.standing(row));
      if (over) await this.losses.lose(over, { code: 'AUTH_RECONNECT_REQUIRED', cause: 'ended' });
    } catch (error) {
      this.log.error({ err: error, connectionId: of.connectionId, message: 'The end of a consent could not be told' });
    }
  }

  private standing(row: CredentialRow): EndStanding {
    const rules = this.registry.find(row.platform)?.descriptor.oauth?.tokens;
    return rules ? endStandingOf(row, rules, this.clock.now()) : { kind: 'far' };
  }
}
