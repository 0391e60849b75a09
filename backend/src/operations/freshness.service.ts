/** The state of an agency's data against what the platforms' limits allow. */
import { Injectable } from '@nestjs/common';
import { Config } from '../core/config/config.js';
import { Database } from '../core/database/database.service.js';
import { Attainable, UNLIMITED } from '../ingestion/attainable.service.js';
import { FreshnessResponse } from './dto/freshness.response.js';
import { freshWithin, NO_RATES, platformFreshness, TARGET_SECONDS } from './freshness-answers.js';
import { FreshnessRepository } from './freshness.repository.js';

/** Of so many connections a platform, picked by chance, the syncs of a day are looked at: enough to tell, and soon read. */
const SAMPLE = 500;
const NEWEST = 1000;

@Injectable()
export class FreshnessService {
  constructor(
    private readonly database: Database,
    private readonly rows: FreshnessRepository,
    private readonly attainable: Attainable,
    private readonly config: Config,
  ) {}

  async read(agencyId: string): Promise<FreshnessResponse> {
    const reaches = await this.attainable.reaches();
    const within = [...reaches].map(([platform, reach]) => ({ platform, seconds: freshWithin(reach) }));
    const [standings, rates, ready, demand] = await this.database.readInAgency(agencyId, (reader) =>
      Promise.all([
        this.rows.standing(reader, agencyId, within, TARGET_SECONDS),
        this.rows.rates(reader, agencyId, SAMPLE),
        this.rows.ready(reader, agencyId, NEWEST),
        this.attainable.demandOf(reader, agencyId),
      ]),
    );
    const of = <Row extends { platform: string }>(list: readonly Row[], platform: string) =>
      list.find((row) => row.platform === platform);
    return {
      targetSeconds: TARGET_SECONDS,
      platforms: standings.map((standing) =>
        platformFreshness({
          standing,
          rates: of(rates, standing.platform) ?? NO_RATES,
          ready: of(ready, standing.platform),
          reach: reaches.get(standing.platform) ?? UNLIMITED,
          ownCalls: this.attainable.ownCalls(standing.platform, demand),
          limits: [],
          intervalSeconds: this.config.values.SYNC_INTERVAL_MINUTES * 60,
        }),
      ),
    };
  }
}
