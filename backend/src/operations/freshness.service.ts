/** The state of an agency's data against what the platforms' limits allow. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import { Database } from '../core/database/database.service.js';
import { Attainable, isOfDeployment } from '../ingestion/attainable.service.js';
import { BudgetView } from '../platforms/budget-view.service.js';
import { FreshnessResponse } from './dto/freshness.response.js';
import { freshWithin, NO_RATES, platformFreshness, TARGET_SECONDS } from './freshness-answers.js';
import { FreshnessRepository } from './freshness.repository.js';

/** Of so many connections a platform, picked by chance, the syncs of a day are looked at: enough to tell, and soon read. */
const SAMPLE = 500;
const NEWEST = 1000;
/** Counted once for everybody of an agency who looks: ages move in minutes. */
const KEPT_MS = 15_000;

interface Kept {
  readonly at: number;
  readonly answer: Promise<FreshnessResponse>;
}

@Injectable()
export class FreshnessService {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly database: Database,
    private readonly rows: FreshnessRepository,
    private readonly attainable: Attainable,
    private readonly budgets: BudgetView,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  read(agencyId: string): Promise<FreshnessResponse> {
    const now = this.clock.now().getTime();
    for (const [id, { at }] of this.kept) if (now - at >= KEPT_MS) this.kept.delete(id);
    const known = this.kept.get(agencyId);
    if (known) return known.answer;
    const answer = this.count(agencyId);
    this.kept.set(agencyId, { at: now, answer });
    answer.catch(() => this.kept.delete(agencyId));
    return answer;
  }

  private async count(agencyId: string): Promise<FreshnessResponse> {
    const [reaches, budgets] = await Promise.all([this.attainable.reaches(), this.budgets.standings()]);
    const limits = budgets.filter(isOfDeployment);
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
          reach: this.attainable.reach(standing.platform),
          ownCalls: this.attainable.ownCalls(standing.platform, demand),
          limits: limits.filter(({ platform }) => platform === standing.platform),
          intervalSeconds: this.config.values.SYNC_INTERVAL_MINUTES * 60,
        }),
      ),
    };
  }
}
