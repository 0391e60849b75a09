/** How fresh each platform's limits let everything be, for all agencies together: they share the deployment's limits. */
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import { Database } from '../core/database/database.service.js';
import type { Reader } from '../core/database/database.service.js';
import { BudgetView } from '../platforms/budget-view.service.js';
import type { BudgetStanding } from '../platforms/budget-view.service.js';
import type { ReadKind } from '../platforms/contract/descriptor.js';
import { PlatformRegistry } from '../platforms/platform.registry.js';
import { callsIn, NO_DOINGS, reachOf, UNLIMITED, wantedOf } from './demand.js';
import type { DemandRow, Doings, Reach } from './demand.js';
import { DemandRepository } from './demand.repository.js';

export type { Reach } from './demand.js';

/** A limit as it holds here, and which reads count for it. */
export interface KnownLimit extends BudgetStanding {
  readonly calls: number;
  readonly spentBy?: readonly ReadKind[];
}

const KNOWN_MS = 60_000;
/** Few accounts tell of all: each look counts for so much beside what was seen before. */
const NEWS = 1 / 8;

@Injectable()
export class Attainable implements BeforeApplicationShutdown {
  private readonly log = new Logger(Attainable.name);
  private known: ReadonlyMap<string, Reach<KnownLimit>> = new Map();
  private doings: ReadonlyMap<string, Doings> = new Map();
  private readAt = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> | null = null;

  constructor(
    private readonly database: Database,
    private readonly rows: DemandRepository,
    private readonly registry: PlatformRegistry,
    private readonly budgets: BudgetView,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /**
   * The interval for an average connection of the platform; null where nothing stretches the regular one. As it was known
   * a moment ago: nobody waits for it.
   */
  attainableSeconds(platform: string): number | null {
    this.look().catch((error: unknown) => this.log.warn(error, 'What the limits allow could not be worked out'));
    return this.known.get(platform)?.evenSeconds ?? null;
  }

  /** The share of the deployment's limits that is unused, as this process knows it; null where nothing is known to be. */
  budgetLeft(platform: string): number | null {
    return this.budgets.shareLeft(platform);
  }

  /** Of a platform that everyone who shares its limits reads. */
  reach(platform: string): Reach<KnownLimit> {
    return this.known.get(platform) ?? UNLIMITED;
  }

  /** Looks again where what is known is a minute old: by platform, of those that anything is read of. */
  async reaches(): Promise<ReadonlyMap<string, Reach<KnownLimit>>> {
    await this.look();
    return this.known;
  }

  demandOf(reader: Reader, agencyId: string): Promise<readonly DemandRow[]> {
    return this.rows.demand(reader, agencyId);
  }

  /** Calls that one agency's connections take while all are read once, of the limit that is the tightest for everyone. */
  ownCalls(platform: string, rows: readonly DemandRow[]): number | null {
    const descriptor = this.registry.find(platform)?.descriptor;
    const { tightest } = this.reach(platform);
    if (!descriptor || !tightest) return null;
    const ownLimits = descriptor.limits.some(({ scope }) => scope === 'account');
    const own = rows.filter((row) => row.platform === platform);
    const doings = this.doings.get(platform) ?? NO_DOINGS;
    return callsIn(wantedOf(tightest, own, { reading: descriptor, doings, ownLimits }), this.leastSeconds);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.reading?.catch(() => undefined);
  }

  private look(): Promise<void> {
    if (this.reading) return this.reading;
    if (this.clock.now().getTime() - this.readAt < KNOWN_MS) return Promise.resolve();
    this.reading = this.read().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  private async read(): Promise<void> {
    const [rows, limits] = await Promise.all([
      this.database.asWorker((tx) => this.rows.demand(tx, null)),
      this.budgets.standings(),
    ]);
    const platforms = [...new Set(rows.map(({ platform }) => platform))];
    const seen = await this.database.asWorker((tx) => this.rows.doings(tx, platforms));
    this.doings = new Map([...this.doings, ...seen.map((news) => [news.platform, this.smoothed(news)] as const)]);
    this.known = new Map(platforms.map((platform) => [platform, this.reachOf(platform, rows, limits)]));
    this.readAt = this.clock.now().getTime();
  }

  private smoothed({ platform, posts, figures }: Doings & { readonly platform: string }): Doings {
    const before = this.doings.get(platform);
    if (!before) return { posts, figures };
    const beside = (known: number, news: number) => known + (news - known) * NEWS;
    return { posts: beside(before.posts, posts), figures: beside(before.figures, figures) };
  }

  private get leastSeconds(): number {
    return this.config.values.SYNC_INTERVAL_MINUTES * 60;
  }

  private reachOf(
    platform: string,
    rows: readonly DemandRow[],
    standings: readonly BudgetStanding[],
  ): Reach<KnownLimit> {
    const descriptor = this.registry.find(platform)?.descriptor;
    if (!descriptor) return UNLIMITED;
    const pace = { leastSeconds: this.leastSeconds, usable: this.config.values.BUDGET_STOP_PERCENT / 100 };
    const limits = standings
      .filter((standing) => standing.platform === platform && isOfDeployment(standing))
      .map((standing): KnownLimit => {
        const spentBy = descriptor.limits.find((one) => one.endpointClass === standing.endpointClass)?.spentBy;
        return { ...standing, calls: standing.limit, ...(spentBy && { spentBy }) };
      });
    const own = rows.filter((row) => row.platform === platform);
    return reachOf(limits, own, { reading: descriptor, doings: this.doings.get(platform) ?? NO_DOINGS }, pace);
  }
}

/** Apps that agencies brought have limits of their own. */
export const isOfDeployment = ({ credentialId }: Pick<BudgetStanding, 'credentialId'>): boolean =>
  credentialId.startsWith('deployment:');
