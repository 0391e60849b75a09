/** How fresh what is shown is, how fresh it can be, and what stands in the way. */
import { ApiProperty } from '@nestjs/swagger';

const BREAKER_STATES = ['closed', 'open', 'half-open'] as const;
export type BreakerState = (typeof BREAKER_STATES)[number];

export class Ages {
  /** Half of what was ever read is younger. @example 1650 */
  @ApiProperty({ type: Number, nullable: true, example: 1650 })
  p50Seconds!: number | null;
  /** @example 3310 */
  @ApiProperty({ type: Number, nullable: true, example: 3310 })
  p95Seconds!: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 3420 })
  oldestSeconds!: number | null;
}

export class Spread {
  /** How many it was measured on. @example 96 */
  count!: number;
  @ApiProperty({ type: Number, nullable: true, example: 3.2 })
  p50Seconds!: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 9.5 })
  p95Seconds!: number | null;
}

export class TightestLimit {
  /** Which of the platform's limits. @example "read" */
  endpointClass!: string;
  /** Calls, or units, in one window. @example 10000 */
  limit!: number;
  /** @example 86400 */
  windowSeconds!: number;
  /** Where the figure comes from. @example "published in the network's handbook" */
  source!: string;
  /** Of the running window, by everyone who shares the limit; null where nothing is known. */
  @ApiProperty({ type: Number, nullable: true, example: 0.42 })
  usedShare!: number | null;
  /** When the window begins anew. */
  @ApiProperty({ type: String, nullable: true, example: '2026-11-23T08:00:00.000Z' })
  resetsAt!: string | null;
}

export class AttainableFreshness {
  /** In so many seconds the limits let everyone who shares them be read once; null where nothing limits it. */
  @ApiProperty({ type: Number, nullable: true, example: 840 })
  seconds!: number | null;
  /** How often an average connection is read. @example 3360 */
  intervalSeconds!: number;
  /** Whether everyone can be read hourly. @example true */
  hourly!: boolean;
  /** Calls that this agency's connections take of the tightest limit, read hourly; null where nothing limits it. */
  @ApiProperty({ type: Number, nullable: true, example: 12.5 })
  callsPerHour!: number | null;
  /** How many the limit allows, for everyone who shares it. */
  @ApiProperty({ type: Number, nullable: true, example: 395.8 })
  budgetPerHour!: number | null;
  /** What everyone who shares the limit takes of it, read hourly; above 1 it does not suffice. */
  @ApiProperty({ type: Number, nullable: true, example: 0.23 })
  neededShare!: number | null;
  /** The limit that would be reached first; null where none counts for all accounts together. */
  @ApiProperty({ type: TightestLimit, nullable: true })
  limitedBy!: TightestLimit | null;
}

export class Waiting {
  /** Put off because a limit is reached; they resume by themselves. @example 3 */
  limited!: number;
  /** When the first of them resumes. */
  @ApiProperty({ type: String, nullable: true, example: '2026-11-22T14:05:00.000Z' })
  limitedUntil!: string | null;
  /** Put off because the platform does not answer. @example 0 */
  unanswered!: number;
  /** Tried again after an error. @example 1 */
  retrying!: number;
  /** Nothing is read before somebody consents again. @example 2 */
  people!: number;
}

export class Breaker {
  /** `open`: the platform does not answer, and is not asked for now. `half-open`: one call tries whether it does. */
  @ApiProperty({ enum: BREAKER_STATES, example: 'closed' })
  state!: BreakerState;
  @ApiProperty({ type: String, nullable: true, example: null })
  nextTryAt!: string | null;
}

export class SyncRates {
  /** Syncs that ended in the last 24 hours. @example 960 */
  finished!: number;
  ok!: number;
  partial!: number;
  failed!: number;
  /** Put off, which is no failure. */
  deferred!: number;
  /** Complete ones among complete, partial and failed; null where there was none. */
  @ApiProperty({ type: Number, nullable: true, example: 0.993 })
  successRate!: number | null;
  /** What they took. */
  took!: Spread;
  /** How many connections the figures stand for: all, or of many some picked by chance. @example 40 */
  sampled!: number;
}

export class PlatformFreshness {
  /** The platform's id, as in GET /platforms. @example "network" */
  platform!: string;
  /** Enabled and authorised. @example 40 */
  connections!: number;
  /** Of these, not read yet. @example 0 */
  neverRead!: number;
  /** Of these, the last read ended in an error that somebody may have to mend. @example 1 */
  failing!: number;
  /** What counts as fresh: an hour, or where the limits forbid that, the attainable interval. @example 3600 */
  freshWithinSeconds!: number;
  /** The share of connections that is fresh. @example 0.975 */
  attainedShare!: number;
  ages!: Ages;
  attainable!: AttainableFreshness;
  waiting!: Waiting;
  breaker!: Breaker;
  @ApiProperty({ type: String, nullable: true, example: '2026-11-22T10:04:00.000Z' })
  lastSuccessAt!: string | null;
  syncs!: SyncRates;
  /** From a connection's creation to its first good read, of those created in the last 24 hours. */
  timeToReady!: Spread;
}

export class FreshnessResponse {
  /** What is aimed at wherever the limits allow it. @example 3600 */
  targetSeconds!: number;
  /** Platforms that the agency has connections of. */
  platforms!: PlatformFreshness[];
}
