/** The figures of a profile over time, for a curve that draws what was not read as a gap. */
import { Injectable } from '@nestjs/common';
import { Presence } from '../connections/presence.service.js';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import { Database } from '../core/database/database.service.js';
import { invalid } from '../core/errors.js';
import type { MetricsQuery } from './dto/history.requests.js';
import type { MetricPoint, MetricsResponse } from './dto/history.responses.js';
import { MetricsRepository } from './metrics.repository.js';
import type { MetricRow, Span } from './metrics.repository.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const DEFAULT_DAYS = 90;
const MOST_DAYS = 731;
const MOST_POINTS = 1000;
/** A figure is noted once a day at least; two hours are for jitter. */
const HEARTBEAT_HOURS = 26;

@Injectable()
export class MetricsService {
  constructor(
    private readonly database: Database,
    private readonly presence: Presence,
    private readonly metrics: MetricsRepository,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async between(agencyId: string, connectionId: string, query: MetricsQuery): Promise<MetricsResponse> {
    const now = minuteAfter(this.clock.now());
    const span = spanOf(query, now);
    const hours = Math.max(HEARTBEAT_HOURS, Math.ceil((2 * this.config.values.SYNC_INTERVAL_MINUTES) / 60));
    return this.database.readInAgency(agencyId, async (reader) => {
      const { blanks } = await this.presence.connection(reader, agencyId, connectionId);
      const [points, gaps] = await Promise.all([
        this.metrics.points(reader, agencyId, connectionId, span, MOST_POINTS),
        this.metrics.gaps(reader, agencyId, connectionId, span, { hours, now }),
      ]);
      return { ...shown(span), points: points.map(toPoint), gaps: gaps.map(shown), blanks };
    });
  }
}

/** Whole minutes: a poll that finds nothing new gets a 304 but once a minute. */
const minuteAfter = (moment: Date): Date => new Date(Math.ceil(moment.getTime() / MINUTE_MS) * MINUTE_MS);

function spanOf(query: MetricsQuery, now: Date): Span {
  const to = query.to === undefined ? now : new Date(Math.min(new Date(query.to).getTime(), now.getTime()));
  const from = query.from === undefined ? new Date(to.getTime() - DEFAULT_DAYS * DAY_MS) : new Date(query.from);
  if (from >= to) throw invalid('from', 'This is not before the end. Give an earlier moment.', 'not-before-to');
  if (to.getTime() - from.getTime() > MOST_DAYS * DAY_MS)
    throw invalid('from', 'This is more than two years. Ask for a shorter span.', 'span-too-long');
  return { from, to };
}

const shown = ({ from, to }: Span): { from: string; to: string } => ({
  from: from.toISOString(),
  to: to.toISOString(),
});

const toPoint = ({ at, followers, following, posts, views }: MetricRow): MetricPoint => ({
  at: at.toISOString(),
  followers: count(followers),
  following: count(following),
  posts: count(posts),
  views: count(views),
});

const count = (value: bigint | null): number | null => (value === null ? null : Number(value));
